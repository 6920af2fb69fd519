using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>What is refused before the first write, all reasons at once, and what a worker does not allow.</summary>
public sealed class ReplacementRefusalTests(FlowServer server)
{
    [Fact]
    public async Task SettingsThatAreEmpty_RefuseAndAreNamed()
    {
        await using var flow = await Flow.StartAsync(server, new() { Trust = new() });
        var fleet = new Fleet(flow, running: 1);

        var refusals = (await RefusedAsync(flow, fleet)).Refusals;

        refusals.Select(refusal => refusal.Rule).ShouldBe(["max-instances", "replaceable"]);
        refusals[0].Message.ShouldContain("SHAREDIMAGES_REPLACING__MAXINSTANCES");
        refusals[1].Message.ShouldContain("SHAREDIMAGES_REPLACING__INSTANCETAGS");
    }

    [Fact]
    public async Task EverythingWrong_IsSaidAtOnce()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 3);
        flow.Simulator.State.LockInstance(fleet.Ids[0]);
        fleet.AddInstance("Running", Other(fleet) with { Tags = Tags("replaceable", "no") });
        var arm = fleet.AddInstance("Running", Other(fleet) with { InstanceType = "ecs.g8y.large" });
        fleet.With("instances", new object[]
        {
            new { region = Fleet.Region, running = fleet.Old, atMost = 4 },
            new { region = Fleet.Region, ids = new[] { fleet.Ids[1], "i-gone" } },
            new { region = Fleet.Region, tags = new { role = "none" } },
        });

        var rules = (await RefusedAsync(flow, fleet)).Refusals.Select(refusal => refusal.Rule).ToList();

        rules.ShouldBe(["at-most", "instance-found", "selected-twice", "selection-empty", "locked", "replaceable", "architecture"], ignoreOrder: true);
        (await RefusedAsync(flow, fleet)).Refusals.Single(refusal => refusal.Rule == "architecture").Message.ShouldContain(arm);
    }

    [Fact]
    public async Task ImageThatDoesNotFitADisk_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var large = fleet.AddImage("large", new() { Region = Fleet.Region, Name = "", Disks = [new(100), new(20)] });
        fleet.With("image", new { owner = SimulatorWorld.OurAccount, imageId = large });

        (await RefusedAsync(flow, fleet)).Refusals.Select(refusal => refusal.Rule).ShouldBe(["system-disk-image", "disk-size"]);
    }

    [Theory]
    [InlineData("formerImage", true)]
    [InlineData("keep", false)]
    public async Task FormerImageThatIsGone_IsSaidBefore(string onFailure, bool isRefused)
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1).With("onFailure", onFailure);
        await flow.DeleteByForceAsync(Fleet.Region, fleet.Old);

        var result = await fleet.RunAsync();

        (result.Outcome == OperationOutcome.Refused).ShouldBe(isRefused, result.Summary);
        (isRefused ? result.Refusals.Select(refusal => refusal.Message) : result.Notices).ShouldHaveSingleItem().ShouldStartWith($"{fleet.Old}, which instances have now, is gone");
    }

    [Fact]
    public async Task InstanceThatAnotherNamespaceReplaces_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 0);
        fleet.AddInstance("Running", Other(fleet) with { Tags = new Dictionary<string, string>(Tags("replaceable", "yes"), StringComparer.Ordinal) { [ReplacementNames.RunMark] = "run-7", [ReplacementNames.InstallationMark] = "another" } });

        (await RefusedAsync(flow, fleet)).Refusals.ShouldHaveSingleItem().Message.ShouldContain("is marked as being replaced by run run-7 of another; ");
    }

    [Fact]
    public async Task MarkThatATerminatedRunHasLeft_IsTakenOver()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 0);
        fleet.AddInstance("Running", Other(fleet) with { Tags = new Dictionary<string, string>(Tags("replaceable", "yes"), StringComparer.Ordinal) { [ReplacementNames.RunMark] = "run-7", [ReplacementNames.InstallationMark] = "flow" } });

        var result = await fleet.RunAsync();

        result.Outcome.ShouldBe(OperationOutcome.Completed, string.Join(", ", result.Instances.Select(instance => instance.Error?.Sentence())) + result.Summary);
    }

    [Fact]
    public async Task AnotherWorkflowId_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);

        (await Fleet.ResultAsync(await fleet.StartAsync("replace/mine/1"))).Refusals.ShouldHaveSingleItem().Rule.ShouldBe("workflow-id");
    }

    [Fact]
    public async Task TagTakenAwayWhileItWaits_NoDiskIsReplaced()
    {
        await using var flow = await Flow.StartAsync(server);
        var fleet = new Fleet(flow, running: 1);
        var snapshot = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CreateSnapshot" });
        var handle = await fleet.StartAsync();
        await flow.UntilHeldAsync(snapshot);
        flow.Options.Trust = new() { Replacing = new() { MaxInstances = 10 } };
        snapshot.Release();

        var result = await Fleet.ResultAsync(handle);

        result.Instances[0].Error!.Message.ShouldContain("carries none of the tags that let this worker replace a disk");
        result.Instances[0].End.ShouldBe(InstanceEnd.BackOnFormerImage);
        fleet.AssertSound(replaced: 0, snapshots: 1);
    }

    private static WorldInstance Other(Fleet fleet) => new() { Region = Fleet.Region, Name = "other", Image = fleet.Old, Tags = Tags("replaceable", "yes") };

    private static Dictionary<string, string> Tags(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static async Task<ReplacementResult> RefusedAsync(Flow flow, Fleet fleet)
    {
        var result = await fleet.RunAsync();
        result.Outcome.ShouldBe(OperationOutcome.Refused, result.Summary);
        flow.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Cause == LedgerCause.Call);
        return result;
    }
}
