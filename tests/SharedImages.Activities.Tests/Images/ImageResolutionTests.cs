using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageResolutionTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Publisher = SimulatorWorld.PublisherAccount;

    [Fact]
    public async Task WhatAPromotionLeft_IsFoundInEachRegionByItsLineage()
    {
        await using var site = await Site.StartAsync();
        var intake = site.Add(Copies.Request());
        var left = Add(site, Copies.Further(intake));
        site.Simulator.State.AddImage(Own, new() { Region = Site.Target, Name = "web-base-1", Tags = new Dictionary<string, string> { ["team"] = "platform" } });

        var report = await ResolveAsync(site, Promotion, Site.Target);

        report.Refusals.ShouldBeEmpty();
        report.Account.ShouldBe(Own);
        report.Installation.ShouldBe(Site.Installation);
        var image = report.Images.ShouldHaveSingleItem();
        image.DiskSizes.ShouldBe([40]);
        image.ShouldBe(new()
        {
            Region = Site.Target,
            ImageId = left,
            Name = "web-base",
            OwnerId = Own,
            Encrypted = true,
            Architecture = "x86_64",
            BootMode = "UEFI-Preferred",
            NvmeSupport = "supported",
            DiskSizes = image.DiskSizes,
        });
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task WithoutRegions_ItIsLookedForEverywhere_AndAnIntakeIsNotMeant()
    {
        await using var site = await Site.StartAsync();
        var intake = Add(site, Named(Copies.Request()));
        var left = Add(site, Copies.Further(intake));

        var report = await ResolveAsync(site, Promotion);

        report.Refusals.ShouldBeEmpty();
        report.Images.Select(image => image.ImageId).ShouldBe([left]);
    }

    [Fact]
    public async Task AnIntakeInATargetsRegion_IsThatTargetsImage()
    {
        await using var site = await Site.StartAsync();
        var intake = Add(site, Copies.Request());

        (await ResolveAsync(site, Promotion, Site.Home)).Images.ShouldHaveSingleItem().ImageId.ShouldBe(intake);
    }

    [Theory]
    [InlineData(null, "no promotion web-base/1 is known: there is no run of it and no image in cn-shanghai; correct image.promotion, or promote first")]
    [InlineData(true, "the promotion web-base/1 still runs and has no image in cn-shanghai yet; run again when it has completed")]
    [InlineData(false, "the promotion web-base/1 has ended and left no image in cn-shanghai; see how it ended (promote/web-base/1), then run it again")]
    public async Task APromotionThatLeftNothing_IsRefusedByWhatBecameOfIt(bool? isOpen, string refusal)
    {
        await using var site = await Site.StartAsync();
        site.Runs.Set(Runs.Run, site.Runs[Runs.Run] with { State = isOpen == true ? RunState.Open : RunState.Failed });
        if (isOpen is null)
        {
            site.Runs.Forget(Runs.Run);
        }

        await ShouldBeRefusedAsync(site, Promotion, refusal);
    }

    [Fact]
    public async Task ARegionWithoutAnImage_IsNamed()
    {
        await using var site = await Site.StartAsync();
        Add(site, Copies.Request());

        (await ResolveAsync(site, Promotion, Site.Home, Site.Target)).Refusals.ShouldHaveSingleItem().Message.ShouldBe(
            "web-base/1 has left no image in cn-shanghai; promote it there, or leave cn-shanghai out");
    }

    [Fact]
    public async Task ACopyThatWasNotVerifiedAndShared_IsNotFinished()
    {
        await using var site = await Site.StartAsync();
        var copy = site.Add(Copies.Further(site.Add(Copies.Request())));

        await ShouldBeRefusedAsync(site, Promotion, $"{copy} in cn-shanghai is not finished: web-base/1 has not verified and shared it; run the promotion to its end");
    }

    [Fact]
    public async Task TwoFinishedImages_AreNotGuessedFrom()
    {
        await using var site = await Site.StartAsync();
        string[] left = [Add(site, Copies.Further("m-0")), Add(site, (Copies.Further("m-0") with { ImageName = "web-base-b", KmsKeyId = "another" }).Labelled())];

        await ShouldBeRefusedAsync(
            site, Promotion, $"web-base/1 has left 2 images in cn-shanghai: {string.Join(", ", left.Order(StringComparer.Ordinal))}; delete those that are not meant, or name one by its id");
    }

    [Fact]
    public async Task OnlyAnIntake_IsNoTargetsImage()
    {
        await using var site = await Site.StartAsync();
        var intake = Add(site, Named(Copies.Request()) with { ToRegion = Site.Target });

        await ShouldBeRefusedAsync(
            site, Promotion, $"web-base/1 has only its intake {intake} in cn-shanghai, which is no target's image; make cn-shanghai a target of the promotion, or name that image by its id");
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, Lineage.SourceOwner)]
    public async Task TagsWithoutACopyOrWithoutTheirWholeLineage_AreNoImageOfThePromotion(bool isCopied, string? missing)
    {
        await using var site = await Site.StartAsync();
        var request = Copies.Further("m-0");
        var forged = site.Simulator.State.AddImage(Own, Copies.Finished(request) with { IsCopied = isCopied, Tags = request.TagsWith((Lineage.Done, "true"), (missing ?? "none", null)) });

        await ShouldBeRefusedAsync(site, Promotion, $"{forged} in cn-shanghai carries the name of web-base/1, but is a failed copy or lacks a part of its lineage; run the promotion again");
    }

    [Fact]
    public async Task AnOwnerWhoIsNotTrustedNow_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var left = Add(site, Copies.Further("m-0"));
        site.Trust = new();

        await ShouldBeRefusedAsync(
            site,
            Promotion,
            $"{left} came from {Publisher}, who is not on this worker's trust list, which is empty; to trust it, add it to {TrustOptions.TrustedOwnersSetting} and restart the worker");
    }

    [Fact]
    public async Task AWithdrawnImage_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var left = Add(site, Copies.Further("m-0"));
        site.Simulator.State.DeprecateImage(left);

        await ShouldBeRefusedAsync(site, Promotion, $"{left} in cn-shanghai is Deprecated, and only an Available image is used; run again when it is, or choose another");
    }

    [Fact]
    public async Task AWorkerOfAnotherAccount_IsRefused()
    {
        await using var site = await Site.StartAsync();
        Add(site, Copies.Further("m-0"));

        var report = await site.RunAsync(() => site.Images.ResolveImagesAsync(new("9000000000000009", Promotion, [Site.Target])));

        report.Refusals.ShouldHaveSingleItem().Message.ShouldBe($"the spec wants account 9000000000000009, but this worker acts for {Own}; start it on the task queue of a worker of 9000000000000009");
    }

    [Fact]
    public async Task ASharedImage_IsFoundByItsId()
    {
        await using var site = await Site.StartAsync();

        var report = await ResolveAsync(site, new(null, Publisher, null, SimulatorWorld.EncryptedImageId), Site.Home);

        report.Refusals.ShouldBeEmpty();
        var image = report.Images.ShouldHaveSingleItem();
        (image.Region, image.ImageId, image.OwnerId, image.Encrypted).ShouldBe((Site.Home, SimulatorWorld.EncryptedImageId, Publisher, true));
    }

    [Fact]
    public async Task AnImageWithItsRegion_IsLookedForThere()
    {
        await using var site = await Site.StartAsync();
        var own = site.Simulator.State.AddImage(Own, new() { Region = Site.Target, Name = "built-here" });

        (await ResolveAsync(site, new(null, null, Site.Target, own))).Images.ShouldHaveSingleItem().Region.ShouldBe(Site.Target);
    }

    [Theory]
    [InlineData(SimulatorWorld.EncryptedImageId, Own, Site.Home, $"{SimulatorWorld.EncryptedImageId} belongs to {Publisher}, not to {Own} as the spec says; correct image.owner if that account is meant")]
    [InlineData(SimulatorWorld.EncryptedImageId, Publisher, Site.Target, $"{SimulatorWorld.EncryptedImageId} is not in {Site.Target}, or is not shared with this account; correct it, or ask its owner to share it there")]
    [InlineData(
        SimulatorWorld.StrangerImageId,
        SimulatorWorld.StrangerAccount,
        Site.Home,
        $"the source owner {SimulatorWorld.StrangerAccount} is not on this worker's trust list; to trust it, add it to {TrustOptions.TrustedOwnersSetting} and restart the worker")]
    public async Task AnImageThatIsNotMeantOrNotTrusted_IsRefused(string imageId, string owner, string region, string refusal)
    {
        await using var site = await Site.StartAsync();

        await ShouldBeRefusedAsync(site, new(null, owner, null, imageId), refusal, region);
    }

    [Fact]
    public async Task ACopyWithoutLineage_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var copied = site.Simulator.State.AddImage(Own, new() { Region = Site.Home, Name = "copied", IsCopied = true });

        await ShouldBeRefusedAsync(
            site,
            new(null, Own, null, copied),
            $"{copied} is a copy of ours without lineage, so nobody knows where it came from; name the image it was copied from, or set {TrustOptions.OwnCopiesSetting} to take such copies",
            Site.Home);
    }

    private static ImageReference Promotion => new("web-base/1", null, null, null);

    private static Task<ImageReport> ResolveAsync(Site site, ImageReference reference, params string[] regions) =>
        site.RunAsync(() => site.Images.ResolveImagesAsync(new(null, reference, regions)));

    private static async Task ShouldBeRefusedAsync(Site site, ImageReference reference, string refusal, string region = Site.Target) =>
        (await ResolveAsync(site, reference, region)).Refusals.ShouldHaveSingleItem().Message.ShouldBe(refusal);

    // Finished, as the last step of a region marks it.
    private static string Add(Site site, CopyRequest request) =>
        site.Simulator.State.AddImage(Own, Copies.Finished(request) with { Tags = request.TagsWith((Lineage.Done, Lineage.DoneValue)) });

    // As an intake is called that is no target's image.
    private static CopyRequest Named(CopyRequest intake) => intake with { ImageName = CopyKeys.IntakeName(intake.CopyKey) };
}
