using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>
/// The whole mission: the encrypted shared image to six regions through both hops, tested in each before it is shared; two instances launched from
/// a copy; a fleet put on it. On the way one answer of CopyImage is lost, the worker is killed and another takes over, one region parks for a
/// disabled key, is put right and resolved, and one machine of the fleet fails its test and gets its former image back.
/// </summary>
internal sealed class Demo
{
    private const string LostAnswer = "cn-shanghai";
    private const string KilledWorker = "us-east-1";
    private const string DisabledKey = "eu-central-1";

    // Of the fleet's tests; the two that go first pass.
    private const int FailedTest = 5;

    /// <summary>Virtual seconds per second: a quarter of an hour in some seconds.</summary>
    private const double Pace = 300;

    private readonly RehearsalSite site;
    private readonly SimulatorWorld world;
    private readonly bool fast;
    private readonly CancellationToken cancellation;

    private Demo(RehearsalSite site, SimulatorWorld world, bool fast, CancellationToken cancellation)
    {
        this.site = site;
        this.world = world;
        this.fast = fast;
        this.cancellation = cancellation;
    }

    public static async Task<int> RunAsync(bool fast, string? saved, OutputFormat output, CancellationToken cancellation)
    {
        if (saved is not null)
        {
            await DevSpec.WriteAsync(saved, "--save");
        }

        await Terminal.Error.WriteLineAsync($"A rehearsal: the production workflows on virtual time, against a simulated ECS. `{Invocation.Program} dev` does the same on a real Temporal server.");
        var stage = DemoStage.World();
        await using var rehearsal = await RehearsalSite.StartAsync(stage, stage.Account(SimulatorWorld.OurAccount), DemoStage.Trust, new() { Pace = fast ? null : Pace });
        return await new Demo(rehearsal, stage, fast, cancellation).PlayAsync(saved, output);
    }

    private async Task<int> PlayAsync(string? saved, OutputFormat output)
    {
        var spec = DemoStage.Promotion(world);
        var promotion = await RehearsedOperation.StartAsync(site, spec, cancellation);
        var promoted = await PromoteAsync(promotion);
        var fleet = await RehearsedOperation.StartAsync(site, DemoStage.Replacement(spec), cancellation);
        var replaced = await ReplaceAsync(fleet);

        var replacement = (OperationResult)(await fleet.ReportAsync(replaced, cancellation)).Result!;
        var report = await promotion.ReportAsync(promoted, cancellation) with { Then = [replacement] };
        var result = (OperationResult)report.Result!;
        await Output.WriteAsync(output, report, [.. promotion.Run.Program.Lines(result), "", .. fleet.Run.Program.Lines(replacement), .. report.Lines(), .. Next(saved)]);
        return OperationEnd.ExitCodeOf(result.Outcome);
    }

    private async Task<OperationView> PromoteAsync(RehearsedOperation promotion)
    {
        var key = site.Simulator.State.Keys(SimulatorWorld.OurAccount).First(key => key.Region == DisabledKey).Id;
        site.Simulator.State.DisableKey(DisabledKey, key);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Region = LostAnswer });
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = KilledWorker });
        await using var board = new DemoBoard(fast);
        var killing = KillAsync(board, held);

        var view = await promotion.FollowAsync(board.Show, board.Interval, cancellation, board.Interval);
        await killing;
        if (view.Ended)
        {
            return view;
        }

        board.Tell($"{DisabledKey} is parked: its key is disabled. The key is enabled, and the region resolved: retry.");
        site.Simulator.State.EnableKey(DisabledKey, key);
        await promotion.Run.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(DisabledKey, view.Progress!.Items.Single(item => item.Item == DisabledKey).Step!, ResolveAction.Retry)]);
        return await promotion.FollowAsync(board.Show, board.Interval, cancellation, board.Interval);
    }

    private async Task<OperationView> ReplaceAsync(RehearsedOperation fleet)
    {
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand, Region = DemoStage.FleetRegion, Nth = FailedTest, ExitCode = 3, Message = "inactive" });
        await using var board = new DemoBoard(fast);
        board.Tell($"The {DemoStage.Fleet} machines of {DemoStage.FleetRegion} get the new image: two first, then at most half of them at once.");
        board.Tell("One will fail its test, and get its former image back.");
        return await fleet.FollowAsync(board.Show, board.Interval, cancellation, board.Interval);
    }

    private async Task KillAsync(DemoBoard board, ActiveFault held)
    {
        await held.Holding.WaitAsync(cancellation);
        board.Tell($"{LostAnswer}: the answer of CopyImage is lost; it is asked again with the same token.");
        board.Tell($"{KilledWorker}: CopyImage has taken effect, and the worker is killed before it hears so. Another takes over.");
        await site.KillWorkerAsync();
        await site.StartWorkerAsync();
        held.Release();
    }

    private static IEnumerable<string> Next(string? saved)
    {
        var file = Words.Argument(saved ?? "promotion.yaml");
        return
        [
            "",
            "Next:",
            .. TextTable.Lines(
                [$"  {Invocation.Program} dev --spec {file}", "the same on a real Temporal server, with its Web UI"],
                [
                    [$"  {Invocation.Program} rehearse {file}", $"a spec of your own, in a second{(saved is null ? $" ({Invocation.Program} demo --save {file} writes one)" : "")}"],
                    [$"  {Invocation.Program} simulate", "the simulated ECS alone, for any SDK"],
                ]),
        ];
    }
}
