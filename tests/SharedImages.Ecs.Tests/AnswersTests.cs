namespace SharedImages.Ecs.Tests;

/// <summary>Answers in the shapes of facts §1.7 and appendix A, uneven types included.</summary>
public sealed class AnswersTests : EcsClientTest
{
    private const string CopyInProgress = """
        {"RequestId":"R","RegionId":"cn-shanghai","TotalCount":1,"PageNumber":1,"PageSize":100,
         "Images":{"Image":[{"ImageId":"m-uf6copy","ImageName":"gold-2026-11","Description":"d","ImageOwnerAlias":"self","ImageOwnerId":9223372036854775807,
          "Status":"Creating","Progress":"45%","Usable":false,"IsCopied":true,"IsSelfShared":"True","IsPublic":false,"Size":40,"Architecture":"x86_64",
          "BootMode":"UEFI-Preferred","Platform":"Aliyun","OSType":"linux","OSName":"Alibaba Cloud Linux 3","ImageFamily":"web","CreationTime":"2026-11-24T01:02:03Z",
          "DiskDeviceMappings":{"DiskDeviceMapping":[
            {"Device":"/dev/xvdb","Type":"data","Size":"100","SnapshotId":"s-data","Encrypted":"false","Progress":"","RemainTime":null},
            {"Device":"/dev/xvda","Type":"system","Size":"40","SnapshotId":"s-system","Encrypted":true,"Progress":"45%","RemainTime":120}]},
          "Features":{"NvmeSupport":"supported","ImdsSupport":"v2"},"NewField":{"of":["a","later","version"]},
          "Tags":{"Tag":[{"TagKey":"promotion","TagValue":"p-42"}]}}]}}
        """;

    [Fact]
    public async Task DescribeImages_CopyInProgress_IsReadWhole()
    {
        var image = (await DescribeImages(CopyInProgress)).ShouldHaveSingleItem();

        image.ShouldBeEquivalentTo(new Image
        {
            ImageId = "m-uf6copy",
            ImageName = "gold-2026-11",
            Description = "d",
            ImageFamily = "web",
            ImageOwnerId = "9223372036854775807",
            ImageOwnerAlias = "self",
            Status = ImageStatus.Creating,
            Progress = 45,
            Usable = false,
            CreationTime = new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero),
            Size = 40,
            Architecture = "x86_64",
            OSType = "linux",
            OSName = "Alibaba Cloud Linux 3",
            Platform = "Aliyun",
            BootMode = "UEFI-Preferred",
            IsCopied = true,
            IsPublic = false,
            IsSelfShared = true,
            NvmeSupport = "supported",
            ImdsSupport = "v2",
            DiskDeviceMappings = image.DiskDeviceMappings,
            Tags = image.Tags,
        });
        image.DiskDeviceMappings.ShouldBe(
        [
            new DiskDeviceMapping("/dev/xvda", "system", 40, "s-system", true, 45, 120),
            new DiskDeviceMapping("/dev/xvdb", "data", 100, "s-data", false, null, null),
        ]);
        image.Tags.ShouldBe([new Tag("promotion", "p-42")]);
    }

    [Fact]
    public async Task DescribeImages_FieldsLeftOut_AreEmptyOrUnknownNotInvented()
    {
        var image = (await DescribeImages("""{"TotalCount":1,"Images":{"Image":[{"ImageId":"m-1"}]}}""")).ShouldHaveSingleItem();

        image.Status.ShouldBeEmpty();
        image.Usable.ShouldBeNull();
        image.Progress.ShouldBeNull();
        image.CreationTime.ShouldBeNull();
        image.DiskDeviceMappings.ShouldBeEmpty();
        image.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"100%\"", 100)]
    [InlineData("\"7\"", 7)]
    [InlineData("7", 7)]
    [InlineData("\"\"", null)]
    [InlineData("\"101%\"", null)]
    [InlineData("-1", null)]
    [InlineData("\"half\"", null)]
    [InlineData("{}", null)]
    public async Task DescribeImages_Progress_IsAPercentageOrUnknown(string progress, int? percent) =>
        (await DescribeImages($$$"""{"TotalCount":1,"Images":{"Image":[{"ImageId":"m-1","Progress":{{{progress}}}}]}}"""))[0].Progress.ShouldBe(percent);

    [Theory]
    [InlineData("{}", "Images.Image")]
    [InlineData("""{"Images":[]}""", "Images.Image")]
    [InlineData("""{"Images":{"Image":{}}}""", "Images.Image")]
    [InlineData("""{"Images":{"Image":null}}""", "Images.Image")]
    [InlineData("""{"Images":{"Image":["m-1"]}}""", "ImageId in one of Images.Image")]
    [InlineData("""{"Images":{"Image":[{"ImageId":"m-1"},{"Status":"Available"}]}}""", "ImageId in one of Images.Image")]
    public async Task DescribeImages_AnswerThatIsNoListing_NeverMeansThatNothingIsThere(string answer, string lacking) =>
        ShouldLack(await Should.ThrowAsync<EcsException>(() => DescribeImages(answer)), lacking);

    [Fact]
    public async Task DescribeImages_NothingMatches_IsAnEmptyList() => (await DescribeImages("""{"TotalCount":0,"Images":{"Image":[]}}""")).ShouldBeEmpty();

    [Fact]
    public async Task OtherListings_AnswerThatIsNoListing_IsABadAnswer()
    {
        ShouldLack(await Failure(client => client.DescribeImageSharePermissionAsync(new(Hangzhou, "m-1"))), "Accounts.Account");
        ShouldLack(await Failure(client => client.DescribeSnapshotsAsync(new(Hangzhou, ["s-1"]))), "Snapshots.Snapshot");
        ShouldLack(await Failure(client => client.DescribeRegionsAsync()), "Regions.Region");
    }

    [Fact]
    public async Task GetCallerIdentity_Answer_IsRead() =>
        (await Call(
            """{"RequestId":"R","AccountId":1000000000000001,"Arn":"acs:ram::1000000000000001:user/release","IdentityType":"RAMUser"}""",
            client => client.GetCallerIdentityAsync())).ShouldBe(new CallerIdentity("1000000000000001", "acs:ram::1000000000000001:user/release", "RAMUser"));

    [Fact]
    public async Task GetCallerIdentity_WithoutAnAccount_IsABadAnswer() => ShouldLack(await Failure(client => client.GetCallerIdentityAsync()), "AccountId");

    [Fact]
    public async Task DescribeImageSharePermission_Accounts_AreRead() =>
        (await Call(
            """{"RequestId":"R","TotalCount":1,"Accounts":{"Account":[{"AliyunId":"1098765432109876","SharedTime":"2026-11-24T01:02:03Z"}]},"ShareGroups":{"ShareGroup":[]}}""",
            client => client.DescribeImageSharePermissionAsync(new(Hangzhou, "m-1")))).ShouldBe([new ImageShare("1098765432109876")]);

    [Fact]
    public async Task DescribeSnapshots_Fields_AreRead() =>
        (await Call(
            """{"Snapshots":{"Snapshot":[{"SnapshotId":"s-1","Status":"accomplished","Progress":"100%","Encrypted":true,"KMSKeyId":"key","Usage":"image"}]}}""",
            client => client.DescribeSnapshotsAsync(new(Hangzhou, ["s-1"])))).ShouldBe([new Snapshot("s-1", "accomplished", 100, true, "key", "image")]);

    [Fact]
    public async Task DescribeRegions_Fields_AreRead() =>
        (await Call(
            """{"Regions":{"Region":[{"RegionId":"cn-shanghai","RegionEndpoint":"ecs.cn-shanghai.aliyuncs.com","LocalName":"Shanghai","Status":"available"}]}}""",
            client => client.DescribeRegionsAsync())).ShouldBe([new Region("cn-shanghai", "ecs.cn-shanghai.aliyuncs.com", "available")]);

    [Fact]
    public async Task CopyImage_Answer_IsRead() =>
        (await Call("""{"RequestId":"R","ImageId":"m-bp1copy"}""", client => client.CopyImageAsync(Copy))).ShouldBe(new CopyImageResponse("m-bp1copy", "R"));

    private Task<IReadOnlyList<Image>> DescribeImages(string answer) =>
        Call(answer, client => client.DescribeImagesAsync(new() { RegionId = Hangzhou, Status = ImageStatus.All }));

    private static void ShouldLack(EcsException failure, string what)
    {
        failure.Code.ShouldBe(LocalCodes.BadAnswer);
        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.EcsMessage.ShouldBe($"the answer has no {what}");
    }

    private Task<EcsException> Failure<T>(Func<EcsClient, Task<T>> call) => Should.ThrowAsync<EcsException>(() => Call("{}", call));

    private async Task<T> Call<T>(string answer, Func<EcsClient, Task<T>> call)
    {
        await using var server = LoopbackServer.Answering(Answer.Json(answer));
        return await call(ClientOf(server));
    }
}
