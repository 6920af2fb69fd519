using NSubstitute;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageVerificationTests
{
    [Fact]
    public async Task ACopyAsItMustBe_IsOkInAllAndNothingIsWritten()
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site);

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks;

        checks.ShouldAllBe(check => check.Result == CheckResult.Ok && check.Actual == check.Expected);
        checks.Select(check => check.Name).ShouldBe(
            ["status", "architecture", "disks", "encrypted", "kmsKeyId", "name", "description", "boot mode", "NVMe support", "IMDS support", .. Copies.Request().Tags.Keys.Select(key => $"tag {key}")]);
        checks.Single(check => check.Name == "disks").Actual.ShouldBe("40 GiB");
        Writes(site).ShouldBeEmpty();
    }

    [Fact]
    public async Task WithWhomItIsShared_IsReadWhereAskedFor()
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site);
        await site.AttemptAsync(a => a.ShareImageAsync(new(request.Region, request.ImageId, request.Account, [SimulatorWorld.ConsumerAccount])));

        (await site.AttemptAsync(a => a.VerifyImageAsync(request with { ReadShares = true }))).SharedWith.ShouldBe([SimulatorWorld.ConsumerAccount]);
        (await site.AttemptAsync(a => a.VerifyImageAsync(request))).SharedWith.ShouldBeNull();
    }

    [Fact]
    public async Task WhatCanBeSet_IsRepairedAndReadBack()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.DropFeatures, Action = "CopyImage" });
        var request = await CopiedAsync(site) with { ImageName = "renamed", Description = "new words", Family = "web-base" };
        request.Tags["team"] = "platform";

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks;

        checks.Where(check => check.Result == CheckResult.Repaired).Select(check => check.Name).ShouldBe(
            ["name", "description", "family", "boot mode", "NVMe support", "IMDS support", "tag team"]);
        checks.Where(check => check.Result != CheckResult.Repaired).ShouldAllBe(check => check.Result == CheckResult.Ok);
        var image = site.Simulator.State.Image(request.ImageId);
        (image.Name, image.Description, image.Family).ShouldBe(("renamed", "new words", "web-base"));
        (image.BootMode, image.NvmeSupport, image.ImdsSupport).ShouldBe(("UEFI-Preferred", "supported", "v2"));
        image.Tags.ShouldBe(request.Tags, ignoreOrder: true);
        // The texts, and each feature by itself.
        Writes(site).ShouldBe(["ModifyImageAttribute", "ModifyImageAttribute", "ModifyImageAttribute", "ModifyImageAttribute", "TagResources"]);
    }

    [Theory]
    [InlineData(Lineage.SourceOwner, "9000000000000009")]
    [InlineData(Lineage.CopyKey, "another")]
    [InlineData(Lineage.Done, "true")]
    public async Task LineageThatDiffers_IsReportedAndNotWritten(string key, string value)
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site);
        var before = site.Simulator.State.Image(request.ImageId).Tags;
        request.Tags[key] = value;

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks;

        checks.Single(check => check.Result != CheckResult.Ok).ShouldBe(new($"tag {key}", CheckResult.Differs, value, before.GetValueOrDefault(key, "")));
        Writes(site).ShouldBeEmpty();
    }

    [Fact]
    public async Task OnlyATagIsMissing_OnlyTheTagIsSet()
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site);
        request.Tags["team"] = "platform";

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks;

        checks.Single(check => check.Result == CheckResult.Repaired).ShouldBe(new("tag team", CheckResult.Repaired, "platform", "platform", Found: ""));
        Writes(site).ShouldBe(["TagResources"]);
    }

    [Fact]
    public async Task ImdsThatCannotGoBack_IsReportedOnly()
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site);
        request = request with { Source = request.Source with { ImdsSupport = "v1" } };

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks;

        checks.Single(check => check.Result != CheckResult.Ok).ShouldBe(new("IMDS support", CheckResult.Differs, "v1", "v2"));
        Writes(site).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatMakesAnImageUnfit_IsWrong()
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site);
        var other = site.Simulator.State.AddImage(
            SimulatorWorld.OurAccount,
            new() { Region = Site.Home, Name = "other", IsCopied = true, Architecture = "arm64", Disks = [new(40), new(100)], Description = request.Description!, Tags = request.Tags });
        site.Simulator.State.DeprecateImage(other);

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request with { ImageId = other, ImageName = "other" }))).Checks;

        checks.Where(check => check.Result != CheckResult.Ok).ShouldBe(
        [
            new("status", CheckResult.Wrong, "Available", "Deprecated"),
            new("architecture", CheckResult.Wrong, "x86_64", "arm64"),
            new("disks", CheckResult.Wrong, "40 GiB", "40 GiB + 100 GiB"),
            new("encrypted", CheckResult.Wrong, "true", "false"),
            new("kmsKeyId", CheckResult.Wrong, Site.KeyIn(Site.Home), ""),
        ]);
    }

    [Theory]
    [InlineData("{0}", CheckResult.Ok)]
    [InlineData("acs:kms:cn-hangzhou:1000000000000001:key/{0}", CheckResult.Ok)]
    [InlineData("alias/images", CheckResult.Ok)]
    [InlineData("acs:kms:cn-hangzhou:1000000000000001:alias/images", CheckResult.Ok)]
    [InlineData("acs:kms:cn-hangzhou:1000000000000001:key/another", CheckResult.Wrong)]
    [InlineData("another", CheckResult.Wrong)]
    public async Task Key_MayBeNamedByIdArnOrAlias(string form, CheckResult result)
    {
        await using var site = await Site.StartAsync();
        var key = Site.KeyIn(Site.Home);
        var request = await CopiedAsync(site) with { KmsKeyId = form.Replace("{0}", key, StringComparison.Ordinal) };

        var check = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks.Single(check => check.Name == "kmsKeyId");

        check.Result.ShouldBe(result);
        check.Actual.ShouldBe(result == CheckResult.Ok ? request.KmsKeyId : key);
    }

    [Fact]
    public async Task ImageThatIsNotVisible_IsWaitedForThenNotFound()
    {
        await using var site = await Site.StartAsync();
        var request = await CopiedAsync(site) with { ImageId = "m-bp1nosuchimage00000" };
        var run = new ActivityRun(site);

        await Failures.LaterAsync(() => run.AttemptAsync(a => a.VerifyImageAsync(request)));
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(a => a.VerifyImageAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.NotFound);
        error.Message.ShouldBe("cn-hangzhou: m-bp1nosuchimage00000 is gone");
        error.ImageId.ShouldBe("m-bp1nosuchimage00000");
    }

    [Fact]
    public async Task NameOfARepairTaken_IsFinalAndSaysSo()
    {
        await using var site = await Site.StartAsync();
        var holder = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = "taken" });
        var request = await CopiedAsync(site) with { ImageName = "taken" };

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.VerifyImageAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.Code.ShouldBe("InvalidImageName.Duplicated");
        error.RequestId.ShouldNotBeNullOrEmpty();
        error.ImageId.ShouldBe(holder);
        error.Message.ShouldBe($"cn-hangzhou: the name taken is taken by {holder}, which is no promotion's, made 2026-11-24 12:00 UTC");
    }

    [Fact]
    public async Task AFeatureThatEcsRefuses_IsReportedAndHindersNoOther()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.DropFeatures, Action = "CopyImage" });
        var request = await CopiedAsync(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageAttribute", Code = "InvalidParameter", HttpStatus = 400 });

        var checks = (await site.AttemptAsync(a => a.VerifyImageAsync(request))).Checks;

        checks.Where(check => check.Result != CheckResult.Ok).ShouldBe(
        [
            new("boot mode", CheckResult.Differs, "UEFI-Preferred", "BIOS"),
            new("NVMe support", CheckResult.Repaired, "supported", "supported", Found: "unsupported"),
            new("IMDS support", CheckResult.Repaired, "v2", "v2", Found: "v1"),
        ]);
    }

    [Fact]
    public async Task AFeatureThatWeMayNotSet_IsFinalAndNamesTheRight()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.DropFeatures, Action = "CopyImage" });
        var request = await CopiedAsync(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "ModifyImageAttribute", Code = "Forbidden.RAM", HttpStatus = 403 });

        var error = await Failures.FinalAsync(() => site.AttemptAsync(a => a.VerifyImageAsync(request)));

        error.Kind.ShouldBe(StepErrorKind.Permission);
        error.Remedy.ShouldContain("ecs:ModifyImageAttribute");
    }

    // The simulator shows a snapshot as soon as it is there; ECS need not.
    [Fact]
    public async Task SnapshotsThatAreNotVisible_AreWaitedForAndNoWrongKey()
    {
        await using var site = await Site.StartAsync();
        var ecs = Site.Scripted();
        ecs.DescribeImagesAsync(Arg.Any<DescribeImagesRequest>(), Arg.Any<CancellationToken>()).Returns(
            [Copies.Shown("m-1") with { DiskDeviceMappings = [new("/dev/xvda", "system", 40, "s-1", true, 100, 0)] }]);
        ecs.DescribeSnapshotsAsync(Arg.Any<DescribeSnapshotsRequest>(), Arg.Any<CancellationToken>()).Returns([]);
        var activities = site.ActivitiesOn(ecs);
        var request = await CopiedAsync(site) with { ImageId = "m-1" };
        var run = new ActivityRun(site);

        var later = await Failures.LaterAsync(() => run.AttemptAsync(_ => activities.VerifyImageAsync(request)));
        site.Time.Advance(Site.Waiting.Patience);
        var error = await Failures.FinalAsync(() => run.AttemptAsync(_ => activities.VerifyImageAsync(request)));

        later.Message.ShouldBe("cn-hangzhou m-1: its snapshots are not visible, so its key is not known yet");
        error.Kind.ShouldBe(StepErrorKind.NotFound);
        error.ImageId.ShouldBe("m-1");
        error.Remedy.ShouldContain("ecs:DescribeSnapshots on acs:ecs:cn-hangzhou:*:snapshot/*");
    }

    private static List<string> Writes(Site site) =>
        [.. site.Simulator.State.Requests.Select(request => request.Action).Where(action => action is "ModifyImageAttribute" or "TagResources")];

    /// <summary>A finished copy of the encrypted image and the request that verifies it.</summary>
    private static async Task<VerifyImageRequest> CopiedAsync(Site site)
    {
        var source = (await site.AttemptAsync(a => a.ResolveSourceAsync(
            new(new(Site.Home, SimulatorWorld.PublisherAccount, SimulatorWorld.EncryptedImageId, null), null, [])))).Image!;
        var request = Copies.Request() with { Description = "for the web" };
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(request));
        site.Time.Advance(TimeSpan.FromMinutes(5));
        return new()
        {
            Region = Site.Home,
            ImageId = copy.ImageId,
            Account = SimulatorWorld.OurAccount,
            Source = source,
            ImageName = request.ImageName,
            Description = request.Description,
            Encrypted = true,
            KmsKeyId = request.KmsKeyId,
            Tags = new(request.Tags, StringComparer.Ordinal),
        };
    }
}
