using System.CommandLine;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>rehearse FILE</c>: what a spec would do, on virtual time against a simulated ECS.</summary>
internal static class RehearseCommand
{
    /// <summary>Virtual time between two looks at the promotion.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var world = SimulateCommand.WorldOption("YAML file with accounts, keys and images (default: a built-in world).");
        var seed = new Option<long?>("--seed") { Description = "Decides the order of all that may happen in any order; the same seed, the same rehearsal.", HelpName = "number" }.Of(InputForms.WholeNumber.As<long?>(number => number));
        var report = new Option<string>("--report") { Description = "Also write what happened into this HTML file: all items over time, decisions, calls.", HelpName = "file" }.Of(InputForms.FileToWrite("a file in a folder that is there and can be written"));
        var output = Output.CreateOption();
        var command = new Command("rehearse", "Run a spec on virtual time against a simulated ECS: how long, how many calls, what would park and why.") { file, world, seed, report, output };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            return await interruption.EndsAsync(RunAsync(parsed.GetRequiredValue(file), SimulateCommand.LoadWorld(parsed.GetValue(world)), parsed.GetValue(seed), parsed.GetValue(report), parsed.GetValue(output), interruption.Token));
        });
        return command;
    }

    private static async Task<int> RunAsync(string file, SimulatorWorld world, long? seed, string? page, OutputFormat output, CancellationToken cancellation)
    {
        var spec = await SpecFile.ReadAsync(file, cancellation);
        var lacks = RehearsalWorld.Lacks(world, spec).ToList();
        if (lacks.Count > 0)
        {
            throw new CommandException(
                ExitCode.InvalidInput, [$"{SpecFile.NameOf(file)} cannot be rehearsed in this world, which lacks:", .. lacks.Select(lack => $"  {lack}"), "Correct the spec, or give a world that has them with --world."]);
        }

        // Whom a real worker trusts is its own affair; here it is asked what the spec would do where it may.
        var trust = KindPrograms.Of(spec).Trust(world, spec);
        await using var site = await RehearsalSite.StartAsync(world, RehearsalWorld.Ours(world, spec)!, trust, new() { Seed = seed });
        var operation = await RehearsedOperation.StartAsync(site, spec, cancellation);
        var view = await operation.FollowAsync(_ => { }, Interval, cancellation);
        var report = await operation.ReportAsync(view, cancellation);
        if (page is not null)
        {
            await ReportFile.WriteAsync(page, ReportPage.Of(await operation.TellAsync(cancellation)), cancellation);
        }

        await Output.WriteAsync(output, report, Text(operation.Run.Program, report, view));
        return report.Result is OperationResult result ? OperationEnd.ExitCodeOf(result.Outcome) : ExitCode.WaitsForDecision;
    }

    private static IEnumerable<string> Text(KindProgram program, RehearsalReport report, OperationView view) =>
    [
        "A rehearsal: the production workflows on virtual time, against a simulated ECS.",
        .. report.Result is OperationResult result ? program.Lines(result) : [$"{view.WorkflowId} would wait for a decision.", .. Parked(view)],
        .. report.Lines(),
    ];

    private static IEnumerable<string> Parked(OperationView view) =>
        from item in view.Progress!.Items
        where item.State == ItemState.Parked
        from line in (string[])[$"{item.Item} would park at {item.Step}: {item.Error?.MessageWithin(item.Item)}", $"  to do: {item.Error?.Remedy}"]
        select line;
}
