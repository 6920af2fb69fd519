namespace SharedImages.Ecs.Simulator.Tests;

public sealed class LedgerTests : SimulatorTest
{
    private const string CopyKey = "sharedimages:copy-key";

    private protected override EcsSimulatorOptions Options => base.Options with { AdminPort = 0 };

    [Fact]
    public async Task A_copy_is_made_by_its_call_and_ended_by_the_service()
    {
        var reply = await CopyPlain("copy", ("ClientToken", "token-1"), ("Tag.1.Key", "team"), ("Tag.1.Value", "web"));
        var madeAt = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromMinutes(1));

        var entries = EntriesOf(reply.ImageId);
        entries.Select(entry => (entry.Effect, entry.What, entry.Before, entry.After, entry.Cause)).ShouldBe(
        [
            (LedgerEffect.Made, "", null, null, LedgerCause.Call),
            (LedgerEffect.Tagged, "team", null, "web", LedgerCause.Call),
            (LedgerEffect.Changed, "status", "Creating", "Available", LedgerCause.Service),
        ]);
        var made = entries[0];
        (made.RequestId, made.Caller, made.Action, made.ClientToken, made.Time)
            .ShouldBe((reply.Text("RequestId"), $"acs:ram::{SimulatorWorld.OurAccount}:root", "CopyImage", "token-1", madeAt));
        State.Ledger.Made.Select(entry => entry.Kind).ShouldBe([LedgerKind.Image, LedgerKind.Snapshot]);
        State.Ledger.Left.Single(resource => resource.ResourceId == reply.ImageId).MadeBy.ShouldBe(reply.Text("RequestId"));
    }

    [Fact]
    public async Task A_copy_that_fails_is_the_services()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy });
        var imageId = (await CopyPlain("copy")).ImageId;
        Time.Advance(TimeSpan.FromMinutes(1));

        var end = EntriesOf(imageId)[^1];
        (end.What, end.After, end.Cause, end.RequestId).ShouldBe(("status", "CreateFailed", LedgerCause.Service, null));
    }

    [Fact]
    public async Task A_call_again_with_its_token_and_a_refused_one_have_no_effect()
    {
        await CopyPlain("copy", ("ClientToken", "token-1"));
        var before = State.Ledger.Entries.Count;

        (await CopyPlain("copy", ("ClientToken", "token-1"))).ShouldBe(200, "OK");
        (await CopyPlain("copy")).ShouldBe(400, "InvalidImageName.Duplicated");
        (await CopyPlain("other", ("DryRun", true))).ShouldBe(400, "DryRunOperation");

        State.Ledger.Entries.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_has_made_its_image()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });
        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("copy"));

        State.Ledger.Made[0].RequestId.ShouldBe(State.Requests.ShouldHaveSingleItem().RequestId);
    }

    [Fact]
    public async Task Shares_are_there_with_who_shared_them()
    {
        var imageId = await OwnImage();
        var share = await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount));
        State.ShareImage(imageId, SimulatorWorld.PublisherAccount);

        var shares = State.Ledger.Shares.Where(shared => shared.ImageId == imageId).ToList();
        shares.Select(shared => shared.Account).ShouldBe([SimulatorWorld.PublisherAccount, SimulatorWorld.ConsumerAccount], ignoreOrder: true);
        shares.Single(shared => shared.Account == SimulatorWorld.ConsumerAccount).SharedBy.ShouldBe(share.Text("RequestId"));
        EntriesOf(imageId).Single(entry => entry.What == SimulatorWorld.PublisherAccount).Cause.ShouldBe(LedgerCause.Outside);

        await Us.Call("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("RemoveAccount.1", SimulatorWorld.ConsumerAccount));
        EntriesOf(imageId)[^1].Effect.ShouldBe(LedgerEffect.Unshared);
        State.Ledger.Shares.ShouldContain(shared => shared.ImageId == SimulatorWorld.PlainImageId && shared.SharedBy == null);
    }

    [Fact]
    public async Task A_removed_image_is_removed_by_its_call_and_its_snapshots_are_left()
    {
        var imageId = await OwnImage();
        var snapshotId = State.Image(imageId).SnapshotIds[0];
        var delete = await Us.Call("DeleteImage", ("RegionId", Hangzhou), ("ImageId", imageId));

        var removed = State.Ledger.Removed.ShouldHaveSingleItem();
        (removed.ResourceId, removed.RequestId).ShouldBe((imageId, delete.Text("RequestId")));
        State.Ledger.Left.ShouldContain(resource => resource.ResourceId == snapshotId);
        State.Ledger.Left.ShouldNotContain(resource => resource.ResourceId == imageId);
    }

    [Fact]
    public async Task A_disk_that_outlives_its_instance_is_changed_by_the_call_that_removes_that()
    {
        var instanceId = await StoppedInstance(("DataDisk.1.Size", 20), ("DataDisk.1.DeleteWithInstance", false));
        var disk = State.Disks().Single(disk => disk.Type == "data").DiskId;
        var delete = await Us.Call("DeleteInstance", ("InstanceId", instanceId));

        EntriesOf(disk).Where(entry => entry.What == "instance").Select(entry => (entry.Before, entry.RequestId)).ShouldBe([(instanceId, delete.Text("RequestId"))]);
        State.Ledger.Removed.Select(entry => entry.Kind).ShouldBe([LedgerKind.Instance, LedgerKind.Disk]);
    }

    [Fact]
    public async Task Images_with_one_copy_key_are_duplicates_while_both_are_there()
    {
        var first = await CopyPlain("first", ("Tag.1.Key", CopyKey), ("Tag.1.Value", "k"));
        await CopyPlain("other", ("Tag.1.Key", CopyKey), ("Tag.1.Value", "other"));
        State.Ledger.Duplicates.ShouldBeEmpty();

        var second = await CopyPlain("second", ("Tag.1.Key", CopyKey), ("Tag.1.Value", "k"));

        var duplicate = State.Ledger.Duplicates.ShouldHaveSingleItem();
        (duplicate.Owner, duplicate.Region, duplicate.CopyKey).ShouldBe((SimulatorWorld.OurAccount, Hangzhou, "k"));
        duplicate.Images.ShouldBe([new(first.ImageId, IsLeft: true, first.Text("RequestId")), new(second.ImageId, IsLeft: true, second.Text("RequestId"))]);

        await Us.Call("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", first.ImageId));
        State.Ledger.Duplicates.ShouldHaveSingleItem().Images[0].IsLeft.ShouldBeFalse();
    }

    [Fact]
    public async Task An_image_made_anew_after_the_old_one_was_removed_is_no_duplicate()
    {
        var first = await CopyPlain("copy", ("Tag.1.Key", CopyKey), ("Tag.1.Value", "k"));
        await Us.Call("CancelCopyImage", ("RegionId", Hangzhou), ("ImageId", first.ImageId));
        await CopyPlain("copy", ("Tag.1.Key", CopyKey), ("Tag.1.Value", "k"));

        State.Ledger.Duplicates.ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_effects_are_lost_but_what_they_left_is_known()
    {
        var imageId = await OwnImage();
        for (var times = 0; times < 10_000; times++)
        {
            State.ShareImage(imageId, SimulatorWorld.ConsumerAccount);
            State.UnshareImage(imageId, SimulatorWorld.ConsumerAccount);
        }

        var ledger = State.Ledger;
        (ledger.Entries.Count, ledger.Lost, ledger.Entries[^1].Number).ShouldBe((20_000, ledger.Lost, 20_000 + ledger.Lost));
        ledger.Lost.ShouldBePositive();
        ledger.Made.ShouldBeEmpty();
        ledger.Left.Single(resource => resource.ResourceId == imageId).MadeBy.ShouldBeNull();
    }

    [Fact]
    public async Task The_admin_endpoint_shows_it()
    {
        await CopyPlain("copy", ("Tag.1.Key", CopyKey), ("Tag.1.Value", "k"));
        State.AddImage(SimulatorWorld.OurAccount, new WorldImage { Region = Hangzhou, Name = "twin", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [CopyKey] = "k" } });

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var text = await http.GetStringAsync(new Uri(Simulator.AdminEndpoint!, "ledger"));

        text.ShouldBe(State.Ledger.ToJson());
        SimulatedLedger.Parse(text).ToJson().ShouldBe(text);
        SimulatedLedger.Parse(text).Duplicates.ShouldHaveSingleItem().Images.Count.ShouldBe(2);
    }

    private List<LedgerEntry> EntriesOf(string id) => [.. State.Ledger.Entries.Where(entry => entry.ResourceId == id)];
}
