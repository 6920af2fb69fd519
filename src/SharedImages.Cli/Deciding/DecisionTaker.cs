using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Hands a decision to a run, and sees that it is taken.</summary>
/// <param name="run">The run.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class DecisionTaker(OperationRun run, CancellationToken cancellation)
{
    /// <summary>How far back a decision is looked for that came first.</summary>
    private const int LastEvents = 200;

    /// <param name="item">What is parked.</param>
    /// <param name="step">The step it is parked at; null = the one that it is parked at now.</param>
    /// <param name="action">The decision.</param>
    /// <param name="updateId">The same one acts once; null = each acts.</param>
    /// <returns>What was decided.</returns>
    /// <exception cref="CommandException">It was not taken, or that is not known; the message says why.</exception>
    public async Task<ResolveRequest> TakeAsync(string item, string? step, ResolveAction action, string? updateId = null)
    {
        var description = await run.DescribeAsync(cancellation);
        if (description.Status != WorkflowExecutionStatus.Running)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{run.WorkflowId} has ended ({Words.Of(description.Status)}); there is nothing to resolve. See: {run.Command("status")}");
        }

        // Without a worker the decision would wait for nobody, and be forgotten.
        if (!await Workers.PollAsync(run.Client, description.TaskQueue!, cancellation))
        {
            throw new CommandException(ExitCode.Failed, Workers.NonePolls(run.Client, description.TaskQueue!, run.Options) + " The decision was not taken; give it again then.");
        }

        await RefuseFailingAsync(description, item);
        var request = new ResolveRequest(item, step ?? await StepOfAsync(description.TaskQueue!, item), action);
        await SendAsync(request, updateId, description.TaskQueue!);
        await SeeTakenAsync(request);
        return request;
    }

    private async Task SendAsync(ResolveRequest request, string? updateId, string taskQueue)
    {
        try
        {
            await run.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [request], new() { Id = updateId, Rpc = OperationRun.Call(cancellation) });
        }
        catch (WorkflowUpdateFailedException e)
        {
            throw new CommandException(ExitCode.InvalidInput, [(e.InnerException ?? e).Message, .. await WhoCameFirstAsync(request.Item)]);
        }
        catch (WorkflowUpdateRpcTimeoutOrCanceledException)
        {
            await RefuseFailingAsync(await run.DescribeAsync(cancellation), request.Item);
            throw new CommandException(ExitCode.Failed, Workers.NoneAnswers(run.Client, taskQueue) + $" Whether the decision was taken is not known; see: {run.Command("status")}");
        }
    }

    // Of two operators at once one wins.
    private async Task<IEnumerable<string>> WhoCameFirstAsync(string item)
    {
        var events = await run.ReadLastEventsAsync(LastEvents, cancellation);
        return events.Select(Decision.Of).OfType<Decision>().FirstOrDefault(decision => decision.Request.Item == item) is { } last
            ? [$"The last decision on {item} was made by {last.By} at {Words.Of(last.Time)}: {Words.Of(last.Request.Action)} at {last.Request.Step}."]
            : [];
    }

    // The promotion has handed the decision on; the region's own code must still be able to take it.
    private async Task SeeTakenAsync(ResolveRequest request)
    {
        try
        {
            if (request.Item != run.OwnItem && await run.AwaitTakenAsync(request.Item, TimeProvider.System, cancellation) is { } failing)
            {
                throw new CommandException(ExitCode.Failed, [$"{request.Item} was told ({Words.Of(request.Action)}), but does not go on.", .. failing.Lines(run)]);
            }
        }
        catch (TimeoutException e)
        {
            throw new CommandException(ExitCode.Failed, $"{request.Item} was told ({Words.Of(request.Action)}), but {e.Message}: see whether workers run, and look again with: {run.Command("status")}");
        }
    }

    private async Task RefuseFailingAsync(RunDescription description, string item)
    {
        var (_, failing) = await run.ReadPendingAsync(description, cancellation);
        var inTheWay = failing.Where(task => task.Item == item || task.Item == run.OwnItem).ToList();
        if (inTheWay.Count > 0)
        {
            throw NotTaken(inTheWay);
        }
    }

    private CommandException NotTaken(IEnumerable<FailingTask> failing) =>
        new(ExitCode.Failed, ["The decision was not taken; give it again when this is put right.", .. failing.SelectMany(task => task.Lines(run))]);

    // An item that is not parked has no step; the promotion says so, and what is parked.
    private async Task<string> StepOfAsync(string taskQueue, string item)
    {
        var answer = await run.QueryAsync(taskQueue, cancellation);
        return answer switch
        {
            { Failing: { } failing } => throw NotTaken([failing]),
            { Progress: { } progress } => progress.Items.FirstOrDefault(candidate => candidate.Item == item)?.Step ?? "",
            _ => throw new CommandException(ExitCode.Failed, answer.Notice + " The decision was not taken; give it again then."),
        };
    }
}
