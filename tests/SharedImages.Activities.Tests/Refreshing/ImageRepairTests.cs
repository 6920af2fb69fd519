using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageRepairTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = SimulatorWorld.SecondConsumerAccount;
    private static readonly RefreshSpec Shared = Refreshes.Spec() with { Share = new([Consumer]) };

    /// <summary>What somebody changed by hand, how it is found, and what it takes to set it again.</summary>
    [Theory]
    [InlineData("name", "name is another-name instead of web-base-2026.11.24", "ModifyImageAttribute")]
    [InlineData("description", "description is another instead of Web base 2026.11.24", "ModifyImageAttribute")]
    [InlineData("family", "family is another-family instead of web-base", "ModifyImageAttribute")]
    [InlineData("tag", "tag team is another instead of platform", "TagResources")]
    [InlineData("tag gone", "tag team is not there instead of platform", "TagResources")]
    [InlineData("boot mode", "boot mode is BIOS instead of UEFI-Preferred", "ModifyImageAttribute")]
    [InlineData("NVMe", "NVMe support is unsupported instead of supported", "ModifyImageAttribute")]
    [InlineData("IMDS", "IMDS support is v1 instead of v2", "ModifyImageAttribute")]
    [InlineData("share gone", $"shared with is not there instead of {Consumer}", "ModifyImageSharePermission")]
    [InlineData("share too many", $"shared with is {Consumer} {Second} instead of {Consumer}", "ModifyImageSharePermission")]
    [InlineData("deprecated", "status is Deprecated instead of Available", "ModifyImageAttribute")]
    public async Task DriftOfEachKind_IsFoundAndRepaired(string kind, string found, string write)
    {
        await using var site = await Site.StartAsync();
        var spec = kind == "deprecated" ? Refreshes.Spec() : Shared;
        var image = site.Add(kind == "IMDS" ? spec.Left(Site.Target) with { ImdsSupport = "v1" } : spec.Left(Site.Target));
        await ChangeAsync(site, image, kind);
        var before = site.Writes.Count;

        var drift = (await HeldAsync(site, spec)).Drift;
        var left = await site.RepairAsync(spec, Site.Target, image);

        drift.ShouldHaveSingleItem().ToString().ShouldBe(found);
        drift[0].CanBeRepaired.ShouldBeTrue();
        left.ShouldBeEmpty();
        site.Writes.Skip(before).ShouldBe([write]);
        (await HeldAsync(site, spec)).Drift.ShouldBeEmpty();
    }

    [Fact]
    public async Task AllAtOnce_IsRepairedAtOnce()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target) with { ImdsSupport = "v1" });
        foreach (var kind in (string[])["name", "description", "family", "tag", "boot mode", "NVMe", "share gone", "deprecated"])
        {
            await ChangeAsync(site, image, kind);
        }

        (await HeldAsync(site, Shared)).Drift.Count.ShouldBe(9);
        (await site.RepairAsync(Shared, Site.Target, image)).ShouldBeEmpty();

        (await HeldAsync(site, Shared)).Drift.ShouldBeEmpty();
        site.Simulator.State.Shares(image).ShouldBe([Consumer]);
    }

    [Fact]
    public async Task WhatIsAsItShouldBe_IsNotWritten()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target));

        (await site.RepairAsync(Shared, Site.Target, image)).ShouldBeEmpty();

        site.Writes.ShouldBeEmpty();
    }

    /// <summary>What no call of ECS changes.</summary>
    [Theory]
    [InlineData("key", "key asked for is another instead of key-of-somebody")]
    [InlineData("source", $"source image is m-other instead of {SimulatorWorld.EncryptedImageId}")]
    [InlineData("disks", "disks is 60 GiB instead of 40 GiB")]
    [InlineData("architecture", "architecture is arm64 instead of x86_64")]
    [InlineData("plain", "encrypted is false instead of true")]
    public async Task WhatCannotBeRepaired_IsSaid_AndTheRestIsRepaired(string kind, string found)
    {
        await using var site = await Site.StartAsync();
        var made = Shared.Left(Site.Target);
        var image = site.Add(kind switch
        {
            "source" => Shared.Left(Site.Target, (Lineage.SourceImage, "m-other")),
            "disks" => made with { Disks = [new(60, Site.KeyIn(Site.Target))] },
            "architecture" => made with { Architecture = "arm64" },
            "plain" => made with { Disks = [new(40)] },
            _ => made,
        });
        var spec = kind == "key" ? Shared with { Targets = [Shared.Targets[0], new(Site.Target, true, "key-of-somebody")] } : Shared;
        await ChangeAsync(site, image, "family");

        var drift = (await HeldAsync(site, spec)).Drift;
        var left = await site.RepairAsync(spec, Site.Target, image);

        drift.Count.ShouldBe(2);
        left.ShouldHaveSingleItem().ToString().ShouldBe(found);
        left[0].CanBeRepaired.ShouldBeFalse();
        site.Simulator.State.Image(image).Family.ShouldBe("web-base");
    }

    [Fact]
    public async Task ANameThatSomebodyElseHas_IsAnOperatorsMatter()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target));
        await ChangeAsync(site, image, "name");
        var holder = site.Add(new() { Region = Site.Target, Name = "web-base-2026.11.24" });

        var error = await Failures.FinalAsync(() => site.RepairAsync(Shared, Site.Target, image));

        error.Kind.ShouldBe(StepErrorKind.NameTaken);
        error.Sentence().ShouldContain(holder);
    }

    [Fact]
    public async Task AnImageThatIsGone_IsSaid()
    {
        await using var site = await Site.StartAsync();

        var error = await Failures.FinalAsync(() => site.RepairAsync(Shared, Site.Target, "m-uf6nosuchimage0000"));

        error.Sentence().ShouldBe($"{Site.Target}: m-uf6nosuchimage0000 is gone; nothing: the next refresh makes it anew");
    }

    /// <summary>What is not, or not any more, to be used is not this refresh's to change.</summary>
    [Theory]
    [InlineData(Lineage.Done, null)]
    [InlineData(Lineage.Mark, "retiring")]
    [InlineData(Lineage.Mark, "recalled")]
    [InlineData(Lineage.Version, "2026.11.20")]
    public async Task AnImageThatIsNotInUse_IsRefused(string key, string? value)
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target, (key, value)) with { Family = "another" });

        var error = await Failures.FinalAsync(() => site.RepairAsync(Shared, Site.Target, image));

        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldContain($"{image} is no finished image of web-base 2026.11.24 that is in use");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatASharingTookBack_IsNoDrift_AndIsUndoneByNobody()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target));

        await ChangeSharesAsync(site, image, [], [Consumer]);
        await site.RepairAsync(Shared, Site.Target, image);
        var promoted = await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Target, image, Own, [Consumer])), OfPromotion(site));

        (await HeldAsync(site, Shared)).Drift.ShouldBeEmpty();
        promoted.ShouldBeEmpty();
        site.Simulator.State.Shares(image).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatASharingGave_IsNoDrift_AndIsTakenBackByNobody()
    {
        await using var site = await Site.StartAsync();
        site.Trust = site.Trust with { ShareRecipients = [Consumer, Second] };
        var image = site.Add(Shared.Left(Site.Target));

        await ChangeSharesAsync(site, image, [Second], []);
        await site.RepairAsync(Shared, Site.Target, image);
        await site.AttemptAsync(a => a.ShareImageAsync(new(Site.Target, image, Own, [Consumer])), OfPromotion(site));

        (await HeldAsync(site, Shared)).Drift.ShouldBeEmpty();
        site.Simulator.State.Shares(image).ShouldBe([Consumer, Second]);
    }

    [Fact]
    public async Task ASharingThatWasUndone_LeavesNoWish()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target));

        await ChangeSharesAsync(site, image, [], [Consumer]);
        await site.AttemptAsync(_ => site.Sharing.RestoreSharesAsync(new(Site.Target, image, Own, [Consumer], [])), OfSharing(site));
        site.Simulator.State.UnshareImage(image, Consumer);

        (await HeldAsync(site, Shared)).Drift.ShouldHaveSingleItem().What.ShouldBe("shared with");
    }

    // The right to tag is not the right to share.
    [Fact]
    public async Task AWishThatSomebodyPlanted_SharesWithNobody()
    {
        await using var site = await Site.StartAsync();
        var image = site.Add(Shared.Left(Site.Target, (Lineage.Shares, $"+{SimulatorWorld.StrangerAccount}")) with { Family = "another" });

        (await site.RepairAsync(Shared, Site.Target, image)).ShouldBeEmpty();

        site.Simulator.State.Shares(image).ShouldBe([Consumer]);
    }

    private static async Task<HeldImage> HeldAsync(Site site, RefreshSpec spec) => (await site.SurveyAsync(spec)).Regions[1].Image!;

    private static Task<IReadOnlyList<string>> ChangeSharesAsync(Site site, string image, IReadOnlyList<string> add, IReadOnlyList<string> remove) =>
        site.AttemptAsync(_ => site.Sharing.ChangeSharesAsync(new(Site.Target, image, Own, add, remove)), OfSharing(site));

    private static Temporalio.Activities.ActivityInfo OfSharing(Site site)
    {
        site.Runs.Set(Runs.SharingRun, new(Runs.Sharing, "ShareImages", Runs.TaskQueue, Runs.SharingRun, Site.Start, RunState.Open, null));
        return site.Attempt(1, TimeSpan.Zero) with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun };
    }

    private static Temporalio.Activities.ActivityInfo OfPromotion(Site site)
    {
        site.Runs.Set("promotion", new("promote/web-base/2026.11.24", "PromoteImage", Runs.TaskQueue, "promotion", Site.Start, RunState.Open, null));
        return site.Attempt(1, TimeSpan.Zero) with { WorkflowId = "promote/web-base/2026.11.24", WorkflowRunId = "promotion" };
    }

    /// <summary>As somebody would by hand.</summary>
    private static async Task ChangeAsync(Site site, string image, string kind)
    {
        var nothing = new ModifyImageAttributeRequest { RegionId = Site.Target, ImageId = image };
        switch (kind)
        {
            case "name":
                await site.Ecs.ModifyImageAttributeAsync(nothing with { ImageName = "another-name" });
                break;
            case "description":
                await site.Ecs.ModifyImageAttributeAsync(nothing with { Description = "another" });
                break;
            case "family":
                await site.Ecs.ModifyImageAttributeAsync(nothing with { ImageFamily = "another-family" });
                break;
            case "boot mode":
                await site.Ecs.ModifyImageAttributeAsync(nothing with { BootMode = "BIOS" });
                break;
            case "NVMe":
                await site.Ecs.ModifyImageAttributeAsync(nothing with { NvmeSupport = "unsupported" });
                break;
            case "tag":
                await site.Ecs.TagResourcesAsync(new(Site.Target, "image", [image], [new("team", "another")]));
                break;
            case "tag gone":
                await site.Ecs.UntagResourcesAsync(new() { RegionId = Site.Target, ResourceType = "image", ResourceIds = [image], TagKeys = ["team"] });
                break;
            case "share gone":
                site.Simulator.State.UnshareImage(image, Consumer);
                break;
            case "share too many":
                site.Simulator.State.ShareImage(image, Second);
                break;
            case "deprecated":
                site.Simulator.State.DeprecateImage(image);
                break;
        }
    }
}
