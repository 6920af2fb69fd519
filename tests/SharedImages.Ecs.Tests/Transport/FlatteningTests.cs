namespace SharedImages.Ecs.Tests;

/// <summary>How each request becomes parameters (facts §1.6, §2).</summary>
public sealed class FlatteningTests : EcsClientTest
{
    [Fact]
    public void Parameters_Null_IsLeftOutAndEmptyIsKept() =>
        Pairs(new Parameters().Add("None", (string?)null).Add("NoNumber", (int?)null).Add("Empty", "")).ShouldBe(["Empty="]);

    [Fact]
    public void Parameters_Bool_IsLowerCase() => Pairs(new Parameters().Add("Yes", true).Add("No", false)).ShouldBe(["Yes=true", "No=false"]);

    [Fact]
    public void WireForms_EveryForm_IsAsEcsWantsIt() =>
        Pairs(WireForms.Flatten(new EveryForm
        {
            Scalar = "s",
            Number = 7,
            Price = 0.5m,
            Switch = true,
            No = false,
            List = new[] { "a", "b" },
            Empty = Array.Empty<string>(),
            Tag = new[] { new Tag("k", "v"), new Tag("k2", "") },
            Disk = new LaunchSystemDisk { Size = 40 },
            Map = new Dictionary<string, string> { ["k"] = "v" },
        })).ShouldBe(
        [
            "Scalar=s", "Number=7", "Price=0.5", "Switch=true", "No=false", "List.1=a", "List.2=b", "Tag.1.Key=k", "Tag.1.Value=v", "Tag.2.Key=k2", "Tag.2.Value=",
            "Disk.Size=40", "Map={\"k\":\"v\"}",
        ]);

    [Fact]
    public Task CopyImage_Everything_Set() => Sends(
        "CopyImage",
        client => client.CopyImageAsync(Copy with { DestinationDescription = "d", Encrypted = true, KMSKeyId = "key", Tags = [new("team", "platform")] }),
        """{"ImageId":"m-copy"}""",
        "ClientToken=token-1", "DestinationDescription=d", "DestinationImageName=gold", "DestinationRegionId=cn-hangzhou", "Encrypted=true", "ImageId=m-bp1source",
        "KMSKeyId=key", "RegionId=cn-hangzhou", "Tag.1.Key=team", "Tag.1.Value=platform");

    [Fact]
    public Task CopyImage_DryRun_LeavesTheClientTokenUnused() => Sends(
        "CopyImage",
        client => client.CopyImageAsync(Copy with { DryRun = true }),
        "{}",
        "DestinationImageName=gold", "DestinationRegionId=cn-hangzhou", "DryRun=true", "ImageId=m-bp1source", "RegionId=cn-hangzhou");

    [Fact]
    public Task DescribeImages_Everything_Set() => Sends(
        "DescribeImages",
        client => client.DescribeImagesAsync(new()
        {
            RegionId = Hangzhou,
            Status = "Creating,Waiting",
            ImageId = "m-1",
            ImageName = "web",
            ImageOwnerAlias = "others",
            ImageOwnerId = "2000000000000002",
            Tags = [new("k", "v")],
        }),
        """{"TotalCount":0,"Images":{"Image":[]}}""",
        "ImageId=m-1", "ImageName=web", "ImageOwnerAlias=others", "ImageOwnerId=2000000000000002", "PageNumber=1", "PageSize=100", "RegionId=cn-hangzhou",
        "Status=Creating%2CWaiting", "Tag.1.Key=k", "Tag.1.Value=v");

    [Fact]
    public Task CancelCopyImage_NamesTheImage() => Sends(
        "CancelCopyImage", client => client.CancelCopyImageAsync(new(Hangzhou, "m-1")), "{}", "ImageId=m-1", "RegionId=cn-hangzhou");

    [Fact]
    public Task DeleteImage_WithoutForce_DoesNotSayForce() => Sends(
        "DeleteImage", client => client.DeleteImageAsync(new(Hangzhou, "m-1")), "{}", "ImageId=m-1", "RegionId=cn-hangzhou");

    [Fact]
    public Task DeleteImage_WithForce_SaysSo() => Sends(
        "DeleteImage", client => client.DeleteImageAsync(new(Hangzhou, "m-1", Force: true)), "{}", "Force=true", "ImageId=m-1", "RegionId=cn-hangzhou");

    [Fact]
    public Task ModifyImageAttribute_Features_AreFieldsOfAnObject() => Sends(
        "ModifyImageAttribute",
        client => client.ModifyImageAttributeAsync(new()
        {
            RegionId = Hangzhou,
            ImageId = "m-1",
            ImageName = "n",
            Description = "d",
            ImageFamily = "f",
            BootMode = "UEFI",
            NvmeSupport = "supported",
            ImdsSupport = "v2",
        }),
        "{}",
        "BootMode=UEFI", "Description=d", "Features.ImdsSupport=v2", "Features.NvmeSupport=supported", "ImageFamily=f", "ImageId=m-1", "ImageName=n", "RegionId=cn-hangzhou");

    [Fact]
    public Task ModifyImageSharePermission_BothLists() => Sends(
        "ModifyImageSharePermission",
        client => client.ModifyImageSharePermissionAsync(new(Hangzhou, "m-1", ["3", "4"], ["5"])),
        "{}",
        "AddAccount.1=3", "AddAccount.2=4", "ImageId=m-1", "RegionId=cn-hangzhou", "RemoveAccount.1=5");

    [Fact]
    public async Task ModifyImageSharePermission_MoreThanTen_IsNotSent()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("{}"));
        string[] eleven = [.. Enumerable.Range(1, 11).Select(number => $"{number}")];

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => ClientOf(server).ModifyImageSharePermissionAsync(new(Hangzhou, "m-1", eleven, [])));

        refused.Message.ShouldBe("11 accounts to add and 0 to remove, but ECS takes 10 of each per call and drops the rest silently; send them in several calls.");
        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public Task DescribeImageSharePermission_Pages() => Sends(
        "DescribeImageSharePermission",
        client => client.DescribeImageSharePermissionAsync(new(Hangzhou, "m-1")),
        """{"TotalCount":0,"Accounts":{"Account":[]}}""",
        "ImageId=m-1", "PageNumber=1", "PageSize=100", "RegionId=cn-hangzhou");

    [Fact]
    public Task TagResources_BothLists() => Sends(
        "TagResources",
        client => client.TagResourcesAsync(new(Hangzhou, "image", ["m-1", "m-2"], [new("k", "v")])),
        "{}",
        "RegionId=cn-hangzhou", "ResourceId.1=m-1", "ResourceId.2=m-2", "ResourceType=image", "Tag.1.Key=k", "Tag.1.Value=v");

    [Fact]
    public Task DescribeSnapshots_Ids_AreJsonText() => Sends(
        "DescribeSnapshots",
        client => client.DescribeSnapshotsAsync(new(Hangzhou, ["s-1", "s-2"])),
        """{"Snapshots":{"Snapshot":[]}}""",
        "MaxResults=100", "RegionId=cn-hangzhou", "SnapshotIds=%5B%22s-1%22%2C%22s-2%22%5D");

    [Fact]
    public Task DeleteSnapshot_HasNoRegion() => Sends("DeleteSnapshot", client => client.DeleteSnapshotAsync(new(Hangzhou, "s-1")), "{}", "SnapshotId=s-1");

    [Fact]
    public Task DescribeRegions_HasNoParameters() => Sends("DescribeRegions", client => client.DescribeRegionsAsync(), """{"Regions":{"Region":[]}}""");

    [Fact]
    public void WireForms_WhatHasNoForm_IsNotLeftOutSilently() =>
        Should.Throw<NotSupportedException>(() => WireForms.Flatten(new Unknown(new object()))).Message.ShouldBe("Any is a Object, which has no form on the wire.");

    private static IEnumerable<string> Pairs(Parameters parameters) => parameters.Pairs.Select(pair => $"{pair.Key}={pair.Value}");

    private async Task Sends(string action, Func<EcsClient, Task> call, string answer, params string[] query)
    {
        await using var server = LoopbackServer.Answering(Answer.Json(answer));

        await call(ClientOf(server));

        var request = server.Seen.ShouldHaveSingleItem();
        request.Headers["x-acs-action"].ShouldBe(action);
        request.Query.ShouldBe(string.Join('&', query));
    }

    private sealed record Unknown(object Any) : IWireFields;

    private sealed record EveryForm : IWireFields
    {
        public string? Scalar { get; init; }

        public int? Number { get; init; }

        public decimal? Price { get; init; }

        public bool Switch { get; init; }

        public bool Off { get; init; }

        public bool? No { get; init; }

        public string? Unset { get; init; }

        public IReadOnlyList<string> List { get; init; } = [];

        public IReadOnlyList<string> Empty { get; init; } = [];

        public IReadOnlyList<Tag> Tag { get; init; } = [];

        public LaunchSystemDisk? Disk { get; init; }

        public IReadOnlyDictionary<string, string>? Map { get; init; }
    }
}
