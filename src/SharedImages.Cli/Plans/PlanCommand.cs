using System.CommandLine;
using SharedImages.Worker;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>plan FILE</c>: says what a run of a spec would do, and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var keep = PlanFile.CreateOutOption();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("plan", "Say what a run of a spec would do: what would be found, refused, copied, launched, replaced. A worker looks, and nothing is written. Exit code 0: nothing to do; 10: there is; 1: it would be refused.")
        {
            file, keep, output,
        };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            return await interruption.EndsAsync(RunAsync(connection, parsed, parsed.GetRequiredValue(file), parsed.GetValue(keep), parsed.GetValue(output), interruption.Token));
        });
        return command;
    }

    private static async Task<int> RunAsync(ConnectionOptions connection, ParseResult parsed, string file, string? keep, OutputFormat output, CancellationToken cancellation)
    {
        var spec = await SpecFile.ReadAsync(file, cancellation);
        if (spec is RetirementSpec)
        {
            throw new CommandException(ExitCode.InvalidInput, "A retirement is not planned: it waits for days, and looks at what uses an image before each step.");
        }

        var ahead = KindPrograms.Of(spec).LookAhead(spec);
        if (ahead is not null && keep is not null)
        {
            throw new CommandException(ExitCode.InvalidInput, $"The plan of a {OperationKinds.Of(spec).Item} cannot be kept: it looks anew each time; leave --out out.");
        }

        var request = new OperationRequest(ahead ?? spec, parsed.GetValue(connection.TaskQueue)!) { Options = connection.Again(parsed), Command = $"{Invocation.Program} plan {Words.Argument(file)}{connection.AgainWithTaskQueue(parsed)}" };
        var client = await connection.ConnectAsync(parsed, cancellation);
        if (!await Workers.PollAsync(client, request.TaskQueue, cancellation))
        {
            await Terminal.Error.WriteLineAsync(Workers.NonePolls(client, request.TaskQueue, request.Options));
        }

        if (ahead is not null)
        {
            await SearchAttributes.EnsureAsync(client, cancellation);
            var looking = request with { Ui = await connection.FindUiAsync(parsed, client, cancellation) };
            return await LookAheadAsync(await OperationStart.StartOrJoinAsync(client, looking, cancellation), output, cancellation);
        }

        var plan = await PlanRun.MakeAsync(client, request, cancellation);
        if (keep is not null)
        {
            PlanFile.Write(keep, plan);
        }

        await Output.WriteAsync(output, plan, PlanText.Lines(plan));
        return ExitCodeOf(plan);
    }

    // A kind whose runs look ahead themselves: such a run has the operation's id, and list shows it.
    private static async Task<int> LookAheadAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        var view = await Following.FollowAsync(run, stopAtDecision: true, cancellation);
        if (!view.Ended)
        {
            return await OperationReport.StopsAsync(run, view, output, cancellation);
        }

        var end = await OperationReport.EndedAsync(run, output, cancellation);
        return end is { ExitCode: ExitCode.Done, Result: { } result } && run.Program.HasWork(result) ? ExitCode.PlanHasWork : end.ExitCode;
    }

    /// <summary>What the process ends with.</summary>
    public static int ExitCodeOf(OperationPlan plan) => plan.Refusals.Count > 0 ? ExitCode.Failed : plan.HasWork || plan.Obstacles.Count > 0 ? ExitCode.PlanHasWork : ExitCode.Done;
}
