using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

/// <summary>What a step of a replacement does with the ids that it is given: nothing but what ECS and Temporal say are its own.</summary>
public sealed class ReplacementGuardTests
{
    private const string Root = "replace/web/1";
    private const string RootRun = "root-run";
    private const string Window = Root + "/windows/root-run/0";
    private const string Id = "i-bp1replaced00000001";
    private const string OtherId = "i-bp1replaced00000002";

    private static readonly string Part = ReplacementNames.InstanceWorkflowId(SimulatorWorld.OurAccount, Site.Home, Id);
    private static readonly InstanceRequest Instance = new(new("web", "1", RootRun, SimulatorWorld.OurAccount, Site.Installation, 7, null, WayBack.Keep), Site.Home, Id);

    [Fact]
    public async Task Snapshot_OfThisStep_IsTakenWhenItIsDone()
    {
        await using var site = await StartAsync();

        await Failures.LaterAsync(() => SnapshotAsync(site, "token-1"));
        site.Time.Advance(TimeSpan.FromMinutes(30));

        (await SnapshotAsync(site, "token-1")).ShouldBe(MadeSnapshot(site));
        site.Writes.Count(action => action == "CreateSnapshot").ShouldBe(1);
    }

    [Fact]
    public async Task Snapshot_OfAnotherRoundOfTheSameRunAndDisk_IsNotTaken()
    {
        await using var site = await StartAsync();
        await Failures.LaterAsync(() => SnapshotAsync(site, "token-1"));
        site.Time.Advance(TimeSpan.FromMinutes(30));

        await Failures.LaterAsync(() => SnapshotAsync(site, "token-2"));

        site.Writes.Count(action => action == "CreateSnapshot").ShouldBe(2);
    }

    [Fact]
    public async Task Snapshot_OlderThanTheStep_IsNotTakenWhateverItsTagsSay()
    {
        await using var site = await StartAsync();
        await Failures.LaterAsync(() => SnapshotAsync(site, "token-1"));
        await site.Ecs.TagResourcesAsync(new(Site.Home, "snapshot", [MadeSnapshot(site)], [new(ReplacementNames.StepMark, "token-2")]), TestContext.Current.CancellationToken);
        site.Time.Advance(TimeSpan.FromMinutes(30));

        await Failures.LaterAsync(() => SnapshotAsync(site, "token-2"));

        site.Writes.Count(action => action == "CreateSnapshot").ShouldBe(2);
    }

    [Fact]
    public async Task Snapshot_OfAnotherInstancesDisk_IsRefused()
    {
        await using var site = await StartAsync();

        var error = await Failures.FinalAsync(() => SnapshotAsync(site, "token-1", DiskOf(site, OtherId)));

        error.Message.ShouldBe($"cn-hangzhou {Id}: {DiskOf(site, OtherId)} is not its system disk");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Image_OfASnapshotThatIsNotOfItsDisk_IsRefused()
    {
        await using var site = await StartAsync();
        var foreign = (await site.Ecs.CreateSnapshotAsync(new() { RegionId = Site.Home, DiskId = DiskOf(site, OtherId), Tags = [new(ReplacementNames.RunMark, RootRun)] }, TestContext.Current.CancellationToken)).SnapshotId;
        site.Time.Advance(TimeSpan.FromMinutes(30));

        var error = await Failures.FinalAsync(() => ImageAsync(site, foreign));

        error.Message.ShouldBe($"cn-hangzhou {Id}: {foreign} is not a snapshot that this run has made of its disk");
        site.Writes.ShouldBe(["CreateSnapshot"]);
    }

    [Fact]
    public async Task Image_OfTheSnapshotOfItsDisk_IsMade()
    {
        await using var site = await StartAsync();
        await Failures.LaterAsync(() => SnapshotAsync(site, "token-1"));
        site.Time.Advance(TimeSpan.FromMinutes(30));

        await Failures.LaterAsync(async () => await ImageAsync(site, await SnapshotAsync(site, "token-1")));

        site.Writes.ShouldBe(["CreateSnapshot", "CreateImage"]);
    }

    [Theory]
    [InlineData("", 9, "is none of the 0 instances that this replacement has selected")]
    [InlineData(OtherId, 9, "is none of the 1 instances that this replacement has selected")]
    [InlineData(Id + " " + OtherId, 1, "2 instances are selected, and this worker lets one replacement have 1")]
    public async Task AnythingButWhatTheReplacementMayHave_IsRefusedAtEachWrite(string selected, int most, string refusal)
    {
        await using var site = await StartAsync();
        site.Runs.Selected = selected.Length == 0 ? null : selected.Split(' ');
        site.Trust = new() { Replacing = site.Trust.Replacing with { MaxInstances = most } };
        var image = site.Simulator.State.Instance(OtherId).ImageId;

        Func<Task>[] writes =
        [
            () => site.RunAsync(() => site.Replacements.ClaimInstanceAsync(new(Instance, "m-new")), Attempt(site)),
            () => site.RunAsync(Waited(() => site.Replacements.StopForReplacementAsync(Instance)), Attempt(site)),
            () => SnapshotAsync(site, "token-1"),
            () => site.RunAsync(() => site.Replacements.ReplaceDiskAsync(new(Instance, DiskOf(site, Id), new(Site.Home, image, false, null), 40, "token-1")), Attempt(site)),
            () => ImageAsync(site, "s-bp1any"),
        ];
        foreach (var write in writes)
        {
            (await Failures.FinalAsync(write)).Message.ShouldContain(refusal);
        }

        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatTheReplacementHasSelected_IsAskedForOnceAndOfItsOwnRun()
    {
        await using var site = await StartAsync();

        await Failures.LaterAsync(() => SnapshotAsync(site, "token-1"));
        await Failures.LaterAsync(() => SnapshotAsync(site, "token-1"));

        site.Runs.Asked.Where(asked => asked.StartsWith("selected", StringComparison.Ordinal)).ShouldBe([$"selected by {Root} {RootRun}"]);
    }

    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        foreach (var id in new[] { Id, OtherId })
        {
            site.Simulator.State.AddInstance(SimulatorWorld.OurAccount, new()
            {
                Region = Site.Home,
                Name = "web",
                Id = id,
                Image = site.Simulator.State.AddImage(SimulatorWorld.OurAccount, new() { Region = Site.Home, Name = $"web-{id}" }),
                Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "web", [ReplacementNames.RunMark] = RootRun, [ReplacementNames.InstallationMark] = Site.Installation },
            });
        }

        site.Trust = new() { Replacing = new() { InstanceTags = [new("role", "web")], MaxInstances = 9 } };
        site.Runs.Selected = [Id, OtherId];
        site.Runs.Set(RootRun, new(Root, ReplacementNames.ReplaceSystemDisks, Runs.TaskQueue, RootRun, Site.Start, RunState.Open, null));
        site.Runs.Set("window-run", new(Window, ReplacementNames.ReplaceWindow, Runs.TaskQueue, "window-run", Site.Start, RunState.Open, (Root, RootRun)));
        site.Runs.Set("part-run", new(Part, ReplacementNames.ReplaceSystemDisk, Runs.TaskQueue, "part-run", Site.Start, RunState.Open, (Window, "window-run")));
        return site;
    }

    private static Func<Task<bool>> Waited(Func<Task> step) => async () =>
    {
        await step();
        return true;
    };

    private static Task<string> SnapshotAsync(Site site, string token, string? diskId = null) =>
        site.RunAsync(() => site.Replacements.SnapshotDiskAsync(new(Instance, diskId ?? DiskOf(site, Id), 7, token)), token == "token-1" && diskId is null ? Attempt(site, Site.Start) : Attempt(site));

    private static Task<string> ImageAsync(Site site, string snapshotId) =>
        site.RunAsync(() => site.Replacements.MakeFormerDiskImageAsync(new(Instance, snapshotId, $"{Id}-{snapshotId}", "image-token")), Attempt(site));

    private static string MadeSnapshot(Site site) =>
        site.Simulator.State.Ledger.Entries.Single(entry => entry is { Action: "CreateSnapshot", Effect: LedgerEffect.Made, Kind: LedgerKind.Snapshot }).ResourceId;

    private static string DiskOf(Site site, string instanceId) => site.Simulator.State.Instance(instanceId).Disks[0].DiskId;

    // A step that is asked for just now, unless since when is said.
    private static ActivityInfo Attempt(Site site, DateTimeOffset? since = null) => site.Attempt(1, site.Time.GetUtcNow() - (since ?? site.Time.GetUtcNow())) with
    {
        WorkflowId = Part,
        WorkflowRunId = "part-run",
        WorkflowType = ReplacementNames.ReplaceSystemDisk,
    };
}
