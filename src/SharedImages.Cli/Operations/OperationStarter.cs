using System.CommandLine;
using SharedImages.Worker;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What every command that starts an operation does: start it or join the run that the same request started, follow it, say how it stands or ended.</summary>
/// <param name="connection">How Temporal is found.</param>
/// <param name="parsed">What was typed.</param>
/// <param name="output">Form of the result.</param>
/// <param name="cancellation">Ctrl-C: detaches, and the run goes on.</param>
internal sealed class OperationStarter(ConnectionOptions connection, ParseResult parsed, OutputFormat output, CancellationToken cancellation)
{
    /// <param name="read">Reads what is asked for.</param>
    /// <param name="command">The command that asks for it, without the options of the connection.</param>
    /// <param name="again">Whether a completed run is run once more, where its kind does so only when asked.</param>
    /// <param name="detach">Whether to leave once it is started.</param>
    /// <param name="planFile">The plan that the run is to keep to; null = none.</param>
    public async Task<int> RunAsync(Func<Task<IOperationSpec>> read, string command, bool again, bool detach, string? planFile = null)
    {
        command += PlanFile.Again(planFile);
        OperationRequest? request = null;
        try
        {
            var spec = await read();
            var plan = planFile is null ? null : await PlanFile.ReadAsync(planFile, spec, cancellation);
            request = new(spec, parsed.GetValue(connection.TaskQueue)!)
            {
                Again = again,
                Plan = plan,
                Options = connection.Again(parsed),
                Command = $"{command}{(OperationKinds.Of(spec).OnlyAdds is null ? "" : " --again")}{connection.AgainWithTaskQueue(parsed)}",
            };
            return await RunAsync(request, detach);
        }
        catch (Exception e) when (Interruption.Caused(e, cancellation))
        {
            throw new CommandException(ExitCode.Interrupted, request is null ? [] :
            [
                $"Detached; a {request.Kind.Item} that was started goes on.",
                $"  see it: sharedimages status {request.WorkflowId}{request.Options}",
                $"  follow it: {command}{connection.AgainWithTaskQueue(parsed)}",
                $"  stop it: sharedimages cancel {request.WorkflowId}{request.Options}",
            ]);
        }
    }

    private async Task<int> RunAsync(OperationRequest request, bool detach)
    {
        var client = await connection.ConnectAsync(parsed, cancellation);
        await SearchAttributes.EnsureAsync(client, cancellation);
        var run = await OperationStart.StartOrJoinAsync(client, request with { Ui = await connection.FindUiAsync(parsed, client, cancellation) }, cancellation);
        if (detach)
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
