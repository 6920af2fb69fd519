using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class SourceResolutionTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Publisher = SimulatorWorld.PublisherAccount;
    private const string Stranger = SimulatorWorld.StrangerAccount;
    private const string Encrypted = SimulatorWorld.EncryptedImageId;

    [Fact]
    public async Task ById_DescribesTheImageAsEcsShowsIt()
    {
        await using var site = await Site.StartAsync();

        var report = await ResolveAsync(site, ById(Encrypted));

        report.Account.ShouldBe(Own);
        report.Installation.ShouldBe("tests");
        report.Refusals.ShouldBeEmpty();
        var image = report.Image.ShouldNotBeNull();
        image.ShouldBe(new()
        {
            ImageId = Encrypted,
            Name = "web-base-2026.11.24",
            Region = Site.Home,
            OwnerId = Publisher,
            OriginId = Publisher,
            Content = Copies.Content(Encrypted, Publisher, new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero)),
            Encrypted = true,
            Architecture = "x86_64",
            BootMode = "UEFI-Preferred",
            NvmeSupport = "supported",
            ImdsSupport = "v2",
            Disks = image.Disks,
        });
        image.Disks.ShouldBe([new("/dev/xvda", 40)]);
    }

    [Fact]
    public async Task ByPattern_TheNewestOfItsOwnerNotTheStrangersNewerOne()
    {
        await using var site = await Site.StartAsync();
        var older = Add(site, Publisher, "web-base-2026.11.20", new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        var newest = Add(site, Publisher, "web-base-2026.11.24-rc2", new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero));
        Add(site, Publisher, "db-base-2026.11.24", new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

        var report = await ResolveAsync(site, ByPattern(Publisher, "web-base-*"));

        report.Refusals.ShouldBeEmpty();
        report.Image!.ImageId.ShouldBe(newest);
        site.Simulator.State.Image(older).CreationTime.ShouldBeLessThan(site.Simulator.State.Image(newest).CreationTime);
        site.Simulator.State.Image(SimulatorWorld.StrangerImageId).CreationTime.ShouldBeGreaterThan(site.Simulator.State.Image(newest).CreationTime);
    }

    [Fact]
    public async Task ByPattern_OfOurOwnAccount_LooksAmongOurOwnImages()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();
        var own = Add(site, Own, "web-base-own", new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

        var report = await ResolveAsync(site, ByPattern(Own, "web-base-*"));

        report.Refusals.ShouldBeEmpty();
        report.Image!.ImageId.ShouldBe(own);
    }

    [Fact]
    public async Task ByPattern_NewestIsDeprecated_TakesTheNewestAvailable()
    {
        await using var site = await Site.StartAsync();
        var deprecated = Add(site, Publisher, "web-base-2026.11.24-bad", new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));
        var good = Add(site, Publisher, "web-base-2026.11.24-good", new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero));
        site.Simulator.State.DeprecateImage(deprecated);

        (await ResolveAsync(site, ByPattern(Publisher, "web-base-*"))).Image!.ImageId.ShouldBe(good);
    }

    [Fact]
    public Task ByPattern_NoMatch_IsRefused() => RefusedAsync(
        ByPattern(Publisher, "no-such-*"),
        new("source-found", "no Available image of 2000000000000002 in cn-hangzhou has a name like no-such-*; ask its owner to share one there, or correct source.namePattern"));

    [Fact]
    public Task ById_NotThere_IsRefused() => RefusedAsync(
        ById("m-bp1nosuchimage00000"),
        new("source-found", "m-bp1nosuchimage00000 is not in cn-hangzhou, or is not shared with this account; ask 2000000000000002 to share it there"));

    [Fact]
    public async Task ById_NoLongerShared_IsRefused()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.State.UnshareImage(Encrypted, Own);

        var report = await ResolveAsync(site, ById(Encrypted));

        report.Image.ShouldBeNull();
        report.Refusals.ShouldHaveSingleItem().Rule.ShouldBe("source-found");
    }

    [Fact]
    public Task ById_OfAnotherOwnerThanStated_IsRefused() => RefusedAsync(
        ById(SimulatorWorld.StrangerImageId),
        new("source-owner", "m-bp1stranger000000001 belongs to 4000000000000004, not to 2000000000000002 as the spec says; correct source.owner if that account is meant"));

    [Fact]
    public async Task ById_Deprecated_IsRefused()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.State.DeprecateImage(Encrypted);

        (await ResolveAsync(site, ById(Encrypted))).Refusals.ShouldBe(
            [new("source-available", "m-bp1webbaseencr000001 is deprecated by its owner, and such an image cannot be copied; choose another, or ask 2000000000000002 to make it Available")]);
    }

    [Fact]
    public async Task ById_StillBeingMade_IsRefused()
    {
        await using var site = await Site.StartAsync();
        var copy = await site.AttemptAsync(a => a.CopyImageAsync(Copies.Request()));

        (await ResolveAsync(site, new(Site.Home, Own, copy.ImageId, null))).Refusals.ShouldBe(
            [new("source-available", $"{copy.ImageId} is Creating, and only an Available image can be copied; run again when it is")]);
    }

    [Fact]
    public void CommunityImage_IsRefused() =>
        PolicyRules.Source(new() { ImageId = "m-1", ImageOwnerId = Publisher, Status = "Available", IsPublic = true }, ById("m-1")).ShouldBe(
            [new("source-kind", "m-1 is a community image, and those cannot be copied; ask its owner to share it with this account")]);

    [Theory]
    [InlineData("system")]
    [InlineData("marketplace")]
    public void ImageThatNobodyShared_IsRefused(string alias) =>
        PolicyRules.Source(new() { ImageId = "m-1", ImageOwnerId = Publisher, Status = "Available", ImageOwnerAlias = alias }, ById("m-1")).ShouldBe(
            [new("source-kind", $"m-1 is a {alias} image, and those are not promoted; make a custom image from it, or name one that was shared with this account")]);

    [Theory]
    [InlineData("9000000000000009", "the source owner 2000000000000002 is not on this worker's trust list; to trust it, add it to SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS) and restart the worker")]
    [InlineData(null, "the source owner 2000000000000002 is not on this worker's trust list, which is empty; to trust it, add it to SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS) and restart the worker")]
    public async Task OwnerNotTrusted_IsRefused(string? trusted, string message)
    {
        await using var site = await Site.StartAsync();
        site.Trust = site.Trust with { TrustedOwners = trusted is null ? [] : [trusted] };

        (await ResolveAsync(site, ById(Encrypted))).Refusals.ShouldBe([new("trusted-owner", message)]);
    }

    [Theory]
    [InlineData("3000000000000003", "images may not be shared with 5000000000000005: it is not on this worker's share list; to allow it, add it to SharedImages:ShareRecipients (environment: SHAREDIMAGES_SHARERECIPIENTS) and restart the worker")]
    [InlineData(null, "images may not be shared with 5000000000000005: it is not on this worker's share list, which is empty; to allow it, add it to SharedImages:ShareRecipients (environment: SHAREDIMAGES_SHARERECIPIENTS) and restart the worker")]
    public async Task RecipientNotListed_IsRefused(string? listed, string message)
    {
        await using var site = await Site.StartAsync();
        site.Trust = site.Trust with { ShareRecipients = listed is null ? [] : [listed] };

        (await ResolveAsync(site, ById(Encrypted), recipients: [SimulatorWorld.SecondConsumerAccount])).Refusals.ShouldBe([new("share-recipient", message)]);
    }

    [Fact]
    public async Task OurOwnAccountAsRecipient_IsRefusedEvenWhenListed()
    {
        await using var site = await Site.StartAsync();
        site.Trust = site.Trust with { ShareRecipients = [Own] };

        (await ResolveAsync(site, ById(Encrypted), recipients: [Own])).Refusals.ShouldBe(
            [new("share-recipient", "1000000000000001 is this worker's own account, and an image cannot be shared with its owner; remove it from share.accounts")]);
    }

    [Fact]
    public async Task AnotherAccountWanted_IsRefused()
    {
        await using var site = await Site.StartAsync();

        (await ResolveAsync(site, ById(Encrypted), account: "9000000000000009")).Refusals.ShouldBe(
            [new("account", "the spec wants account 9000000000000009, but this worker acts for 1000000000000001; start it on the task queue of a worker of 9000000000000009")]);
    }

    [Fact]
    public async Task TheAccountItHas_IsAccepted()
    {
        await using var site = await Site.StartAsync();

        (await ResolveAsync(site, ById(Encrypted), account: Own, recipients: [SimulatorWorld.ConsumerAccount])).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task AllReasons_AreToldAtOnce()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new();
        site.Simulator.State.DeprecateImage(SimulatorWorld.StrangerImageId);

        var report = await ResolveAsync(
            site, ById(SimulatorWorld.StrangerImageId), account: "9000000000000009", recipients: [Own, SimulatorWorld.ConsumerAccount]);

        report.Refusals.Select(refusal => refusal.Rule).ShouldBe(
            ["account", "trusted-owner", "share-recipient", "share-recipient", "source-owner", "source-available"]);
    }

    [Fact]
    public async Task OwnCopyWithLineage_CameFromTheOwnerInIt()
    {
        await using var site = await Site.StartAsync();
        var copy = site.Add(Copies.Request());

        var image = (await ResolveAsync(site, new(Site.Home, Own, copy, null))).Image!;

        (image.OwnerId, image.OriginId).ShouldBe((Own, Publisher));
    }

    [Fact]
    public async Task OwnCopyOfAnOwnerWhoIsNoLongerTrusted_IsRefused()
    {
        await using var site = await Site.StartAsync();
        site.Trust = new() { TrustedOwners = [Stranger] };
        var copy = site.Add(Copies.Request());

        (await ResolveAsync(site, new(Site.Home, Own, copy, null))).Refusals.ShouldBe(
            [new("trusted-owner", $"{copy} came from 2000000000000002, who is not on this worker's trust list; to trust it, add it to SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS) and restart the worker")]);
    }

    [Fact]
    public async Task OwnCopyWithoutLineage_IsRefusedUnlessTheWorkerTakesSuchCopies()
    {
        await using var site = await Site.StartAsync();
        var copy = site.Simulator.State.AddImage(Own, new() { Region = Site.Home, Name = "copied", IsCopied = true });
        SourceSpec source = new(Site.Home, Own, copy, null);

        var refused = await ResolveAsync(site, source);
        site.Trust = site.Trust with { OwnCopies = true };
        var taken = await ResolveAsync(site, source);

        refused.Refusals.ShouldBe(
            [new("own-copy", $"{copy} is a copy of ours without lineage, so nobody knows where it came from; name the image it was copied from, or set SharedImages:Trust:OwnCopies (environment: SHAREDIMAGES_TRUST__OWNCOPIES) to take such copies")]);
        taken.Refusals.ShouldBeEmpty();
        taken.Image!.OriginId.ShouldBe(Own);
    }

    // Only what CopyImage made has lineage; on anything else it is a tag like any other.
    [Fact]
    public async Task OwnImageThatIsNoCopyWithTagsOfLineage_IsOurs()
    {
        await using var site = await Site.StartAsync();
        var made = site.Simulator.State.AddImage(Own, Copies.Finished(Copies.Request()) with { IsCopied = false });

        (await ResolveAsync(site, new(Site.Home, Own, made, null))).Image!.OriginId.ShouldBe(Own);
    }

    [Fact]
    public async Task AChangedTrustList_CountsAtOnceAndTheAccountIsAskedOnce()
    {
        await using var site = await Site.StartAsync();
        (await ResolveAsync(site, ById(Encrypted))).Refusals.ShouldBeEmpty();

        site.Trust = new() { TrustedOwners = [Stranger] };

        (await ResolveAsync(site, ById(Encrypted))).Refusals.ShouldHaveSingleItem().Rule.ShouldBe("trusted-owner");
        site.Simulator.State.Requests.Count(request => request.Action == "GetCallerIdentity").ShouldBe(1);
    }

    [Fact]
    public async Task IdentityThatFailed_IsAskedAgain()
    {
        await using var site = await Site.StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Throttle, Action = "GetCallerIdentity" });

        await Failures.LaterAsync(() => ResolveAsync(site, ById(Encrypted)));

        (await ResolveAsync(site, ById(Encrypted))).Account.ShouldBe(Own);
    }

    [Fact]
    public async Task MixedDisks_CountAsEncrypted()
    {
        await using var site = await Site.StartAsync();
        var key = SimulatorWorld.Default().Account(Publisher).KeyIn(Site.Home);
        var id = site.Simulator.State.AddImage(Publisher, new() { Region = Site.Home, Name = "mixed", Disks = [new(40), new(100, key)], SharedWith = [Own] });

        var image = (await ResolveAsync(site, ById(id))).Image!;

        image.Encrypted.ShouldBeTrue();
        image.Disks.Select(disk => disk.SizeGiB).ShouldBe([40, 100]);
    }

    private static async Task RefusedAsync(SourceSpec source, Refusal refusal)
    {
        await using var site = await Site.StartAsync();

        var report = await ResolveAsync(site, source);

        report.Refusals.ShouldBe([refusal]);
    }

    private static Task<SourceReport> ResolveAsync(Site site, SourceSpec source, string? account = null, IReadOnlyList<string>? recipients = null) =>
        site.AttemptAsync(a => a.ResolveSourceAsync(new(source, account, recipients ?? [])));

    private static string Add(Site site, string account, string name, DateTimeOffset created) => site.Simulator.State.AddImage(
        account, new() { Region = Site.Home, Name = name, CreationTime = created, SharedWith = account == Own ? [] : [Own] });

    private static SourceSpec ById(string imageId) => new(Site.Home, Publisher, imageId, null);

    private static SourceSpec ByPattern(string owner, string pattern) => new(Site.Home, owner, null, pattern);
}
