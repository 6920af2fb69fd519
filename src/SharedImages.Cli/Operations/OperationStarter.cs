using System.CommandLine;
using SharedImages.Worker;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What every command that starts an operation does: start it or join the run that the same request started, follow it, say how it stands or ended.</summary>
/// <param name="options">Its options.</param>
/// <param name="parsed">What was typed.</param>
/// <param name="interrupted">Ctrl-C: detaches, and the run goes on.</param>
internal sealed class OperationStarter(StartOptions options, ParseResult parsed, CancellationToken interrupted)
{
    /// <param name="read">Reads what is asked for.</param>
    /// <param name="command">The command that asks for it, without the options of the connection.</param>
    /// <param name="again">Whether a completed run is run once more, where its kind does so only when asked.</param>
    /// <param name="planFile">The plan that the run is to keep to; null = none.</param>
    public async Task<int> RunAsync(Func<CancellationToken, Task<IOperationSpec>> read, string command, bool again, string? planFile = null)
    {
        command += PlanFile.Again(planFile);
        OperationRequest? request = null;
        using var deadline = new Deadline(parsed.GetValue(options.Timeout), TimeProvider.System, interrupted);
        try
        {
            var spec = await read(deadline.Token);
            var plan = planFile is null ? null : await PlanFile.ReadAsync(planFile, spec, deadline.Token);
            request = new(spec, parsed.GetValue(options.Connection.TaskQueue)!)
            {
                Again = again,
                Plan = plan,
                Options = options.Connection.Again(parsed),
                Command = $"{command}{(OperationKinds.Of(spec).OnlyAdds is null ? "" : " --again")}{options.Connection.AgainWithTaskQueue(parsed)}",
            };
            return await RunAsync(request, deadline.Token);
        }
        catch (Exception e) when (Interruption.Caused(e, deadline.Token))
        {
            throw new CommandException(deadline.ExitCode, request is null ? [deadline.Said] :
            [
                $"{deadline.Said} A {request.Kind.Item} that was started goes on.",
                $"  see it: {Invocation.Program} status {request.WorkflowId}{request.Options}",
                $"  follow it: {command}{options.Connection.AgainWithTaskQueue(parsed)}",
                $"  stop it: {Invocation.Program} cancel {request.WorkflowId}{request.Options}",
            ]);
        }
    }

    private async Task<int> RunAsync(OperationRequest request, CancellationToken cancellation)
    {
        var output = parsed.GetValue(options.Output);
        var client = await options.Connection.ConnectAsync(parsed, cancellation);
        await SearchAttributes.EnsureAsync(client, cancellation);
        var run = await OperationStart.StartOrJoinAsync(client, request with { Ui = await options.Connection.FindUiAsync(parsed, client, cancellation) }, cancellation);
        if (parsed.GetValue(options.Detach))
        {
            if (!await Workers.PollAsync(client, request.TaskQueue, cancellation))
            {
                await Terminal.Error.WriteLineAsync(Workers.NonePolls(client, request.TaskQueue, request.Options));
            }

            var accepted = new OperationAccepted(RunFacts.Of(await run.DescribeAsync(cancellation), run.Ui));
            await Output.WriteAsync(output, accepted, [run.WorkflowId, .. accepted.Run.Lines()]);
            return ExitCode.Done;
        }

        var view = await Following.FollowAsync(run, stopAtDecision: true, cancellation);
        return await OperationReport.StopsAsync(run, view, output, cancellation);
    }
}
