using System.CommandLine;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Cli;

/// <summary><c>cancel ID</c>: asks an operation to stop and to take back what it made.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var wait = new Option<bool>("--wait") { Description = $"Wait until it has ended, and show what was removed: exit code {ExitCode.Done} if nothing of it is left, else {ExitCode.Failed}." };
        var timeout = Deadline.CreateOption();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("cancel", "Stop an operation and take back what it made or changed; adopted images stay.") { id, wait, timeout, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            using var deadline = new Deadline(parsed.GetValue(timeout), TimeProvider.System, interruption.Token);
            var workflowId = parsed.GetRequiredValue(id);
            try
            {
                workflowId = await OperationId.ReadAsync(workflowId, deadline.Token);
                var run = await connection.OpenAsync(parsed, workflowId, deadline.Token);
                return await CancelAsync(run, parsed.GetValue(wait), parsed.GetValue(output), deadline.Token);
            }
            catch (Exception e) when (Interruption.Caused(e, deadline.Token))
            {
                throw new CommandException(deadline.ExitCode, $"{deadline.Said} If it was asked to stop, it goes on stopping; see it with: {Invocation.Program} status {workflowId}{connection.Again(parsed)}");
            }
        });
        return command;
    }

    private static async Task<int> CancelAsync(OperationRun run, bool wait, OutputFormat output, CancellationToken cancellation)
    {
        var description = await run.DescribeAsync(cancellation);
        if (description.Status == WorkflowExecutionStatus.Canceled)
        {
            return await EndedAsync(run, output, cancellation);
        }

        if (description.Status != WorkflowExecutionStatus.Running)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{run.WorkflowId} has ended already ({description.Status}); there is nothing to cancel. See: {run.Command("status")}");
        }

        var pinned = run.Pinned(description);
        await pinned.Handle.CancelAsync(new() { Rpc = OperationRun.Call(cancellation) });
        await Terminal.Error.WriteLineAsync($"{run.WorkflowId} has been asked to stop and to take back what it made or changed.");
        if (!await Workers.PollAsync(run.Client, description.TaskQueue!, cancellation))
        {
            await Terminal.Error.WriteLineAsync(Workers.NonePolls(run.Client, description.TaskQueue!, run.Options));
        }

        return wait ? await WaitAsync(pinned, output, cancellation) : ExitCode.Done;
    }

    private static async Task<int> WaitAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        var view = await Following.FollowAsync(run, stopAtDecision: false, cancellation);
        return view.Ended
            ? await EndedAsync(run, output, cancellation)
            : await OperationReport.FailingAsync(run, view, output, cancellation);
    }

    // One that had completed or failed before it heard of it has left what it has left.
    private static async Task<int> EndedAsync(OperationRun run, OutputFormat output, CancellationToken cancellation)
    {
        var end = await OperationReport.EndedAsync(run, output, cancellation);
        return end.ExitCode == ExitCode.Canceled && (end.Result is null || run.Program.IsUndone(end.Result)) ? ExitCode.Done : ExitCode.Failed;
    }
}
