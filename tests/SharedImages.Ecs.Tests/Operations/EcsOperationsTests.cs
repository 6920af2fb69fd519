namespace SharedImages.Ecs.Tests;

/// <summary>What each operation sends and how its answer is read (facts §1.6, §1.7, §2, appendix A).</summary>
public sealed class EcsOperationsTests : EcsClientTest
{
    private const string Accepted = """{"RequestId":"R"}""";

    private static readonly Tag Team = new("team", "platform");

    [Fact]
    public async Task DescribeImageFromFamily_Image_IsReadOrNone()
    {
        (await Asks(
            client => client.DescribeImageFromFamilyAsync(new(Hangzhou, "web")), """{"RequestId":"R","Image":{"ImageId":"m-1","ImageFamily":"web","Size":"40"}}""",
            "DescribeImageFromFamily", "ImageFamily=web", "RegionId=cn-hangzhou")).Image.ShouldNotBeNull().Size.ShouldBe(40);
        (await Asks(
            client => client.DescribeImageFromFamilyAsync(new(Hangzhou, "none")), """{"RequestId":"R","Image":{}}""",
            "DescribeImageFromFamily", "ImageFamily=none", "RegionId=cn-hangzhou")).ShouldBe(new DescribeImageFromFamilyResponse(null, "R"));
    }

    [Fact]
    public async Task CreateImage_OfSnapshots() => (await Asks(
        client => client.CreateImageAsync(new()
        {
            RegionId = Hangzhou,
            DiskDeviceMappings = [new() { DiskType = "system", SnapshotId = "s-1", Size = 40 }, new() { Device = "/dev/xvdb", SnapshotId = "s-2" }],
            ImageName = "gold",
            ClientToken = "t",
            Tags = [Team],
        }),
        """{"RequestId":"R","ImageId":"m-1"}""",
        "CreateImage", "ClientToken=t", "DiskDeviceMapping.1.DiskType=system", "DiskDeviceMapping.1.Size=40", "DiskDeviceMapping.1.SnapshotId=s-1",
        "DiskDeviceMapping.2.Device=%2Fdev%2Fxvdb", "DiskDeviceMapping.2.SnapshotId=s-2", "ImageName=gold", "RegionId=cn-hangzhou", "Tag.1.Key=team", "Tag.1.Value=platform"))
        .ShouldBe(new CreateImageResponse { ImageId = "m-1", RequestId = "R" });

    [Fact]
    public async Task RunInstances_Encrypted()
    {
        var response = await Asks(
            client => client.RunInstancesAsync(new()
            {
                RegionId = Hangzhou,
                ImageId = "m-1",
                InstanceType = "ecs.g7.large",
                VSwitchId = "vsw-1",
                SecurityGroupIds = ["sg-1", "sg-2"],
                Amount = 3,
                MinAmount = 1,
                SystemDisk = new() { Category = "cloud_essd", Size = 40, Encrypted = true, KMSKeyId = "key" },
                DataDisks = [new() { Size = 100, Encrypted = true, DeleteWithInstance = false }],
                SpotPriceLimit = 0.25m,
                Tags = [Team],
                ClientToken = "t",
            }),
            """{"RequestId":"R","InstanceIdSets":{"InstanceIdSet":["i-bp1a","i-bp1b"]},"TradePrice":"0.165"}""",
            "RunInstances", "Amount=3", "ClientToken=t", "DataDisk.1.DeleteWithInstance=false", "DataDisk.1.Encrypted=true", "DataDisk.1.Size=100", "ImageId=m-1",
            "InstanceType=ecs.g7.large", "MinAmount=1", "RegionId=cn-hangzhou", "SecurityGroupIds.1=sg-1", "SecurityGroupIds.2=sg-2", "SpotPriceLimit=0.25",
            "SystemDisk.Category=cloud_essd", "SystemDisk.Encrypted=true", "SystemDisk.KMSKeyId=key", "SystemDisk.Size=40", "Tag.1.Key=team", "Tag.1.Value=platform", "VSwitchId=vsw-1");

        response.InstanceIdSets.ShouldBe(["i-bp1a", "i-bp1b"]);
        response.TradePrice.ShouldBe(0.165m);
        response.OrderId.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunInstances_DryRun_IsSentWithoutItsTokenAndPassesAsAnError()
    {
        var passed = Answer.Json("""{"Code":"DryRunOperation","Message":"Request validation has been passed with DryRun flag set.","RequestId":"R-1"}""", 400);

        var response = await Asks(
            client => client.RunInstancesAsync(new() { RegionId = Hangzhou, ImageId = "m-1", DryRun = true, ClientToken = "t" }), passed,
            "RunInstances", "DryRun=true", "ImageId=m-1", "RegionId=cn-hangzhou");

        response.InstanceIdSets.ShouldBeEmpty();
        response.RequestId.ShouldBe("R-1");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public async Task StartInstances_DryRun_PassesByTheCodeOfBatches(int status) => (await Asks(
        client => client.StartInstancesAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-1"], DryRun = true }), Answer.Json("""{"Code":"DRYRUN.SUCCESS","Message":"m","RequestId":"R-1"}""", status),
        "StartInstances", "DryRun=true", "InstanceId.1=i-1", "RegionId=cn-hangzhou")).RequestId.ShouldBe("R-1");

    [Fact]
    public async Task DryRun_ThatFails_IsItsError()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"Code":"OperationDenied.NoStock","Message":"m","RequestId":"R"}""", 403));

        (await Should.ThrowAsync<EcsException>(() => ClientOf(server).RunInstancesAsync(new() { RegionId = Hangzhou, DryRun = true }))).Kind.ShouldBe(ErrorKind.Capacity);
    }

    [Fact]
    public async Task CreateInstance_SystemDisk_IsAnObject() => (await Asks(
        client => client.CreateInstanceAsync(new() { RegionId = Hangzhou, InstanceType = "ecs.g7.large", ImageId = "m-1", SystemDisk = new() { Size = 40 } }), """{"RequestId":"R","InstanceId":"i-1"}""",
        "CreateInstance", "ImageId=m-1", "InstanceType=ecs.g7.large", "RegionId=cn-hangzhou", "SystemDisk.Size=40")).InstanceId.ShouldBe("i-1");

    [Fact]
    public Task StartInstance_HasNoRegion() => Asks(
        client => client.StartInstanceAsync(new() { RegionId = Hangzhou, InstanceId = "i-1" }), Accepted, "StartInstance", "InstanceId=i-1");

    [Fact]
    public Task StopInstance_HasNoRegion() => Asks(
        client => client.StopInstanceAsync(new() { RegionId = Hangzhou, InstanceId = "i-1", ForceStop = true, StoppedMode = "KeepCharging" }), Accepted,
        "StopInstance", "ForceStop=true", "InstanceId=i-1", "StoppedMode=KeepCharging");

    [Fact]
    public async Task DeleteInstance_HasNoRegion() => (await Asks(
        client => client.DeleteInstanceAsync(new() { RegionId = Hangzhou, InstanceId = "i-1", Force = true }), Accepted, "DeleteInstance", "Force=true", "InstanceId=i-1")).RequestId.ShouldBe("R");

    [Fact]
    public async Task StartInstances_SomeFail()
    {
        var response = await Asks(
            client => client.StartInstancesAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-bp1a", "i-none"], BatchOptimization = "SuccessFirst" }),
            """
            {"RequestId":"R","InstanceResponses":{"InstanceResponse":[
             {"InstanceId":"i-bp1a","PreviousStatus":"Stopped","CurrentStatus":"Starting","Code":"200","Message":"success"},
             {"InstanceId":"i-none","PreviousStatus":"","CurrentStatus":"","Code":"InvalidInstanceId.NotFound","Message":"The specified InstanceId does not exist."}]}}
            """,
            "StartInstances", "BatchOptimization=SuccessFirst", "InstanceId.1=i-bp1a", "InstanceId.2=i-none", "RegionId=cn-hangzhou");

        response.InstanceResponses.Select(item => (item.InstanceId, item.Succeeded, item.CurrentStatus)).ShouldBe([("i-bp1a", true, "Starting"), ("i-none", false, "")]);
    }

    [Fact]
    public Task StopInstances_List() => Asks(
        client => client.StopInstancesAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-1"], StoppedMode = "StopCharging" }), """{"RequestId":"R","InstanceResponses":{"InstanceResponse":[]}}""",
        "StopInstances", "InstanceId.1=i-1", "RegionId=cn-hangzhou", "StoppedMode=StopCharging");

    [Fact]
    public Task DeleteInstances_List() => Asks(
        client => client.DeleteInstancesAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-1", "i-2"], Force = true, ClientToken = "t" }), Accepted,
        "DeleteInstances", "ClientToken=t", "Force=true", "InstanceId.1=i-1", "InstanceId.2=i-2", "RegionId=cn-hangzhou");

    [Fact]
    public async Task DescribeInstances_Fields_AreRead()
    {
        var instance = (await Asks(
            client => client.DescribeInstancesAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-1", "i-2"], Status = "Running", Tags = [Team] }),
            """
            {"RequestId":"R","NextToken":"","Instances":{"Instance":[{"InstanceId":"i-1","Status":"Running","ImageId":"m-1","Cpu":"2","Memory":8192,
             "CreationTime":"2026-11-24T01:02Z","StartTime":"","DeletionProtection":"True","StoppedMode":"Not-applicable",
             "VpcAttributes":{"VpcId":"vpc-1","VSwitchId":"vsw-1","PrivateIpAddress":{"IpAddress":["10.0.0.1"]},"NatIpAddress":""},
             "PublicIpAddress":{"IpAddress":[]},"EipAddress":{"IpAddress":"","AllocationId":""},"SecurityGroupIds":{"SecurityGroupId":["sg-1"]},
             "OperationLocks":{"LockReason":[{"LockReason":"security","LockMsg":"m"}]},"MetadataOptions":{"HttpEndpoint":"enabled","HttpTokens":"required"},
             "NetworkInterfaces":{"NetworkInterface":[{"NetworkInterfaceId":"eni-1","PrimaryIpAddress":"10.0.0.1"}]},
             "Tags":{"Tag":[{"TagKey":"team","TagValue":"platform"}]},"NewField":{"of":["a","later","version"]}}]}}
            """,
            "DescribeInstances", "InstanceIds=%5B%22i-1%22%2C%22i-2%22%5D", "MaxResults=100", "RegionId=cn-hangzhou", "Status=Running", "Tag.1.Key=team", "Tag.1.Value=platform")).ShouldHaveSingleItem();

        instance.Cpu.ShouldBe(2);
        instance.Memory.ShouldBe(8_192);
        instance.CreationTime.ShouldBe(new DateTimeOffset(2026, 11, 24, 1, 2, 0, TimeSpan.Zero));
        instance.StartTime.ShouldBeNull();
        instance.DeletionProtection.ShouldBeTrue();
        instance.VpcAttributes.ShouldNotBeNull().PrivateIpAddress.ShouldBe(["10.0.0.1"]);
        instance.PublicIpAddress.ShouldBeEmpty();
        instance.SecurityGroupIds.ShouldBe(["sg-1"]);
        instance.OperationLocks.ShouldHaveSingleItem().LockReason.ShouldBe("security");
        instance.MetadataOptions.ShouldNotBeNull().HttpTokens.ShouldBe("required");
        instance.NetworkInterfaces.ShouldHaveSingleItem().NetworkInterfaceId.ShouldBe("eni-1");
        instance.Tags.ShouldBe([Team]);
        instance.HostName.ShouldBeEmpty();
    }

    [Fact]
    public async Task DescribeInstanceStatus_Pages() => (await Asks(
        client => client.DescribeInstanceStatusAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-bp1a"] }),
        """{"RequestId":"R","TotalCount":1,"PageNumber":1,"PageSize":10,"InstanceStatuses":{"InstanceStatus":[{"InstanceId":"i-bp1a","Status":"Running"}]}}""",
        "DescribeInstanceStatus", "InstanceId.1=i-bp1a", "PageNumber=1", "PageSize=50", "RegionId=cn-hangzhou")).ShouldBe([new InstanceState { InstanceId = "i-bp1a", Status = "Running" }]);

    [Fact]
    public async Task ReplaceSystemDisk_HasNoRegion() => (await Asks(
        client => client.ReplaceSystemDiskAsync(new() { RegionId = Hangzhou, InstanceId = "i-1", ImageId = "m-1", SystemDisk = new() { Size = 60 }, Encrypted = true, ClientToken = "t" }),
        """{"RequestId":"R","DiskId":"d-bp1new"}""",
        "ReplaceSystemDisk", "ClientToken=t", "Encrypted=true", "ImageId=m-1", "InstanceId=i-1", "SystemDisk.Size=60")).DiskId.ShouldBe("d-bp1new");

    [Fact]
    public Task ReInitDisk_HasNoRegion() => Asks(
        client => client.ReInitDiskAsync(new() { RegionId = Hangzhou, DiskId = "d-1", AutoStartInstance = false }), Accepted, "ReInitDisk", "AutoStartInstance=false", "DiskId=d-1");

    [Fact]
    public async Task DescribeDisks_Fields_AreRead()
    {
        var disk = (await Asks(
            client => client.DescribeDisksAsync(new() { RegionId = Hangzhou, DiskIds = ["d-1"], Encrypted = false }),
            """
            {"RequestId":"R","Disks":{"Disk":[{"DiskId":"d-1","Type":"system","Status":"In_use","Size":40,"Encrypted":"true","KMSKeyId":"key","DeleteWithInstance":true,
             "Attachments":{"Attachment":[{"InstanceId":"i-1","Device":"/dev/xvda","AttachedTime":"2026-11-24T01:02:03Z"}]},"OperationLocks":{"OperationLock":[]},"Tags":null}]}}
            """,
            "DescribeDisks", "DiskIds=%5B%22d-1%22%5D", "Encrypted=false", "MaxResults=100", "RegionId=cn-hangzhou")).ShouldHaveSingleItem();

        disk.Encrypted.ShouldBeTrue();
        disk.KMSKeyId.ShouldBe("key");
        disk.Attachments.ShouldHaveSingleItem().AttachedTime.ShouldBe(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));
        disk.OperationLocks.ShouldBeEmpty();
        disk.Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task Listings_OfNoIds_FindNothingAndAskNobody()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("{}"));

        (await ClientOf(server).DescribeInstancesAsync(new() { RegionId = Hangzhou, InstanceIds = [] })).ShouldBeEmpty();
        (await ClientOf(server).DescribeDisksAsync(new() { RegionId = Hangzhou, DiskIds = [] })).ShouldBeEmpty();
        (await ClientOf(server).DescribeSnapshotsAsync(new(Hangzhou, []))).ShouldBeEmpty();
        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task CreateSnapshot_HasNoRegion() => (await Asks(
        client => client.CreateSnapshotAsync(new() { RegionId = Hangzhou, DiskId = "d-1", SnapshotName = "n", RetentionDays = 7, Tags = [Team], ClientToken = "t" }),
        """{"RequestId":"R","SnapshotId":"s-1"}""",
        "CreateSnapshot", "ClientToken=t", "DiskId=d-1", "RetentionDays=7", "SnapshotName=n", "Tag.1.Key=team", "Tag.1.Value=platform")).SnapshotId.ShouldBe("s-1");

    [Fact]
    public Task UntagResources_KeysOnly() => Asks(
        client => client.UntagResourcesAsync(new() { RegionId = Hangzhou, ResourceType = "image", ResourceIds = ["m-1", "m-2"], TagKeys = ["team"] }), Accepted,
        "UntagResources", "RegionId=cn-hangzhou", "ResourceId.1=m-1", "ResourceId.2=m-2", "ResourceType=image", "TagKey.1=team");

    [Fact]
    public async Task ListTagResources_AllPages()
    {
        await using var server = LoopbackServer.Answering(
            Answer.Json("""{"NextToken":"n","TagResources":{"TagResource":[{"ResourceId":"m-1","ResourceType":"ALIYUN::ECS::IMAGE","TagKey":"team","TagValue":"platform"}]}}"""),
            Answer.Json("""{"NextToken":"","TagResources":{"TagResource":[{"ResourceId":"m-2","TagKey":"k"}]}}"""));

        var tags = await ClientOf(server).ListTagResourcesAsync(new() { RegionId = Hangzhou, ResourceType = "image", Tags = [Team] });

        tags.ShouldBe([new() { ResourceId = "m-1", ResourceType = "ALIYUN::ECS::IMAGE", TagKey = "team", TagValue = "platform" }, new() { ResourceId = "m-2", TagKey = "k" }]);
        const string asked = "RegionId=cn-hangzhou&ResourceType=image&Tag.1.Key=team&Tag.1.Value=platform";
        server.Seen.Select(request => request.Query).ShouldBe([asked, $"NextToken=n&{asked}"]);
    }

    [Fact]
    public async Task DescribeAvailableResource_ThreeLevels()
    {
        var zone = (await Asks(
            client => client.DescribeAvailableResourceAsync(new() { RegionId = Hangzhou, DestinationResource = "InstanceType", InstanceType = "ecs.g7.large" }),
            """
            {"RequestId":"R","AvailableZones":{"AvailableZone":[{"RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-i","Status":"Available","StatusCategory":"WithStock",
             "AvailableResources":{"AvailableResource":[{"Type":"InstanceType","SupportedResources":{"SupportedResource":[{"Value":"ecs.g7.large","Status":"Available","StatusCategory":"WithStock"}]}}]}}]}}
            """,
            "DescribeAvailableResource", "DestinationResource=InstanceType", "InstanceType=ecs.g7.large", "RegionId=cn-hangzhou")).ShouldHaveSingleItem();

        zone.ZoneId.ShouldBe("cn-hangzhou-i");
        zone.AvailableResources.ShouldHaveSingleItem().SupportedResources.ShouldHaveSingleItem()
            .ShouldBe(new SupportedResource { Value = "ecs.g7.large", Status = "Available", StatusCategory = "WithStock" });
    }

    [Fact]
    public async Task DescribeInstanceTypes_HasNoRegion()
    {
        var type = (await Asks(
            client => client.DescribeInstanceTypesAsync(new() { RegionId = Hangzhou, InstanceTypes = ["ecs.g7.large"] }),
            """{"InstanceTypes":{"InstanceType":[{"InstanceTypeId":"ecs.g7.large","CpuArchitecture":"X86","CpuCoreCount":2,"MemorySize":0.5,"SupportedBootModes":{"SupportedBootMode":["BIOS","UEFI"]},"NvmeSupport":"unsupported"}]}}""",
            "DescribeInstanceTypes", "InstanceTypes.1=ecs.g7.large", "MaxResults=100")).ShouldHaveSingleItem();

        type.MemorySize.ShouldBe(0.5m);
        type.SupportedBootModes.ShouldBe(["BIOS", "UEFI"]);
    }

    [Fact]
    public async Task DescribeTasks_Ids_AreOneText() => (await Asks(
        client => client.DescribeTasksAsync(new() { RegionId = Hangzhou, TaskIds = ["t-a", "t-b"], TaskAction = "ExportImage" }),
        """{"TotalCount":1,"TaskSet":{"Task":[{"TaskId":"t-a","TaskAction":"ExportImage","TaskStatus":"Processing","SupportCancel":"true","FinishedTime":""}]}}""",
        "DescribeTasks", "PageNumber=1", "PageSize=100", "RegionId=cn-hangzhou", "TaskAction=ExportImage", "TaskIds=t-a%2Ct-b"))
        .ShouldBe([new EcsTask { TaskId = "t-a", TaskAction = "ExportImage", TaskStatus = "Processing", SupportCancel = true }]);

    [Fact]
    public async Task DescribeTaskAttribute_Fields_AreRead() => (await Asks(
        client => client.DescribeTaskAttributeAsync(new() { RegionId = Hangzhou, TaskId = "t-a" }), """{"RequestId":"R","TaskId":"t-a","TaskProcess":"50%","TotalCount":"2","SuccessCount":1}""",
        "DescribeTaskAttribute", "RegionId=cn-hangzhou", "TaskId=t-a"))
        .ShouldBe(new DescribeTaskAttributeResponse { TaskId = "t-a", TaskProcess = "50%", TotalCount = 2, SuccessCount = 1, RequestId = "R" });

    [Fact]
    public Task CancelTask_NamesTheTask() => Asks(
        client => client.CancelTaskAsync(new() { RegionId = Hangzhou, TaskId = "t-a" }), Accepted, "CancelTask", "RegionId=cn-hangzhou", "TaskId=t-a");

    [Fact]
    public async Task RunCommand_Parameters_AreJsonText() => (await Asks(
        client => client.RunCommandAsync(new()
        {
            RegionId = Hangzhou,
            Type = "RunShellScript",
            CommandContent = "echo {{word}}",
            InstanceIds = ["i-1"],
            EnableParameter = true,
            Parameters = new Dictionary<string, string> { ["word"] = "hi" },
            Timeout = 60,
            ClientToken = "t",
        }),
        """{"RequestId":"R","CommandId":"c-hz01","InvokeId":"t-hz01"}""",
        "RunCommand", "ClientToken=t", "CommandContent=echo%20%7B%7Bword%7D%7D", "EnableParameter=true", "InstanceId.1=i-1", "Parameters=%7B%22word%22%3A%22hi%22%7D", "RegionId=cn-hangzhou",
        "Timeout=60", "Type=RunShellScript")).ShouldBe(new RunCommandResponse { CommandId = "c-hz01", InvokeId = "t-hz01", RequestId = "R" });

    [Fact]
    public async Task InvokeCommand_Tags_InPlaceOfIds() => (await Asks(
        client => client.InvokeCommandAsync(new() { RegionId = Hangzhou, CommandId = "c-1", ResourceTags = [Team] }), """{"RequestId":"R","InvokeId":"t-1"}""",
        "InvokeCommand", "CommandId=c-1", "RegionId=cn-hangzhou", "ResourceTag.1.Key=team", "ResourceTag.1.Value=platform")).InvokeId.ShouldBe("t-1");

    [Fact]
    public async Task DescribeInvocationResults_ListAndToken_AreWithinTheInvocation()
    {
        await using var server = LoopbackServer.Answering(
            Answer.Json("""
                {"RequestId":"R","Invocation":{"NextToken":"n","InvocationResults":{"InvocationResult":[
                 {"InvokeId":"t-hz01","CommandId":"c-hz01","InstanceId":"i-bp1a","InvocationStatus":"Failed","InvokeRecordStatus":"Finished","ExitCode":1,"Output":"bm90IG9r",
                  "Dropped":0,"Repeats":1,"ErrorCode":"ExitCodeNonzero","StartTime":"2026-11-24T01:02:03Z","FinishedTime":"2026-11-24T01:02:04Z","StopTime":"","Username":"root"}]}}}
                """),
            Answer.Json("""{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-hz01","InstanceId":"i-bp1b","InvocationStatus":"Running"}]}}}"""));

        var results = await ClientOf(server).DescribeInvocationResultsAsync(new() { RegionId = Hangzhou, InvokeId = "t-hz01" });

        results.Select(result => (result.InstanceId, result.ExitCode, result.StopTime)).ShouldBe([("i-bp1a", 1, null), ("i-bp1b", null, null)]);
        server.Seen.Select(request => request.Query).ShouldBe(["InvokeId=t-hz01&MaxResults=50&RegionId=cn-hangzhou", "InvokeId=t-hz01&MaxResults=50&NextToken=n&RegionId=cn-hangzhou"]);
    }

    [Fact]
    public async Task DescribeCloudAssistantStatus_Text_IsABool() => (await Asks(
        client => client.DescribeCloudAssistantStatusAsync(new() { RegionId = Hangzhou, InstanceIds = ["i-1"] }),
        """{"InstanceCloudAssistantStatusSet":{"InstanceCloudAssistantStatus":[{"InstanceId":"i-1","CloudAssistantStatus":"true","InvocationCount":3}]}}""",
        "DescribeCloudAssistantStatus", "InstanceId.1=i-1", "MaxResults=50", "RegionId=cn-hangzhou"))
        .ShouldBe([new CloudAssistantState { InstanceId = "i-1", CloudAssistantStatus = true, InvocationCount = 3 }]);

    [Fact]
    public void Requests_AsText_NeverShowAPassword() =>
        new RunInstancesRequest { RegionId = Hangzhou, Password = "secret" }.ToString().ShouldBe("RunInstances in cn-hangzhou");

    private Task<T> Asks<T>(Func<EcsClient, Task<T>> call, string answer, string action, params string[] query) => Asks(call, Answer.Json(answer), action, query);

    private async Task<T> Asks<T>(Func<EcsClient, Task<T>> call, Answer answer, string action, params string[] query)
    {
        await using var server = LoopbackServer.Answering(answer);

        var result = await call(ClientOf(server));

        var request = server.Seen.ShouldHaveSingleItem();
        request.Headers["x-acs-action"].ShouldBe(action);
        request.Query.ShouldBe(string.Join('&', query));
        return result;
    }
}
