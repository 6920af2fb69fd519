using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>
/// The encrypted shared image to six regions through both hops; one answer of CopyImage is lost, the worker is killed and another takes over,
/// one region parks for a disabled key, is put right and resolved.
/// </summary>
internal sealed class Demo
{
    private const string LostAnswer = "cn-shanghai";
    private const string KilledWorker = "us-east-1";
    private const string DisabledKey = "eu-central-1";

    /// <summary>Virtual seconds per second: some four minutes in a few seconds.</summary>
    private const double Pace = 60;

    private readonly RehearsalSite site;
    private readonly DemoBoard board;
    private readonly CancellationToken cancellation;

    private Demo(RehearsalSite site, DemoBoard board, CancellationToken cancellation)
    {
        this.site = site;
        this.board = board;
        this.cancellation = cancellation;
    }

    public static async Task<int> RunAsync(bool fast, OutputFormat output, CancellationToken cancellation)
    {
        await Terminal.Error.WriteLineAsync("A rehearsal: the production workflows on virtual time, against a simulated ECS. `sharedimages dev` does the same on a real Temporal server.");
        var world = SimulatorWorld.Default();
        var trust = new TrustOptions { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };
        await using var stage = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), trust, new() { Pace = fast ? null : Pace });
        await using var screen = new DemoBoard(fast);
        return await new Demo(stage, screen, cancellation).PlayAsync(output);
    }

    private async Task<int> PlayAsync(OutputFormat output)
    {
        var key = site.Simulator.State.Keys(SimulatorWorld.OurAccount).First(key => key.Region == DisabledKey).Id;
        site.Simulator.State.DisableKey(DisabledKey, key);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Region = LostAnswer });
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = KilledWorker });
        var promotion = await RehearsedOperation.StartAsync(site, DevSpec.Read(), cancellation);
        var killing = KillAsync(held);

        var view = await promotion.FollowAsync(board.Show, board.Interval, cancellation, board.Interval);
        await killing;
        if (!view.Ended)
        {
            board.Tell($"{DisabledKey} is parked: its key is disabled. The key is enabled, and the region resolved: retry.");
            site.Simulator.State.EnableKey(DisabledKey, key);
            await promotion.Run.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(DisabledKey, view.Progress!.Items.Single(item => item.Item == DisabledKey).Step!, ResolveAction.Retry)]);
            view = await promotion.FollowAsync(board.Show, board.Interval, cancellation, board.Interval);
        }

        await board.DisposeAsync();
        var report = await promotion.ReportAsync(view, cancellation);
        var result = (OperationResult)report.Result!;
        await Output.WriteAsync(output, report, [.. promotion.Run.Program.Lines(result), .. report.Lines(), .. Next()]);
        return OperationEnd.ExitCodeOf(result.Outcome);
    }

    private async Task KillAsync(ActiveFault held)
    {
        await held.Holding.WaitAsync(cancellation);
        board.Tell($"{LostAnswer}: the answer of CopyImage is lost; it is asked again with the same token.");
        board.Tell($"{KilledWorker}: CopyImage has taken effect, and the worker is killed before it hears so. Another takes over.");
        await site.KillWorkerAsync();
        await site.StartWorkerAsync();
        held.Release();
    }

    private static IEnumerable<string> Next() =>
    [
        "",
        "Next:",
        "  sharedimages dev --spec promotion.yaml       the same on a real Temporal server, with its Web UI",
        "  sharedimages rehearse promotion.yaml         a spec of your own, in a second",
        "  sharedimages simulate                        the simulated ECS alone, for any SDK",
    ];
}
