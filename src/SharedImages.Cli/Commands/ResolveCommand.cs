using System.CommandLine;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary><c>resolve ID --item ITEM ACTION</c>: an operator's decision on a parked item.</summary>
internal static class ResolveCommand
{
    public static Command Create()
    {
        var id = OperationId.CreateArgument();
        var action = new Argument<ResolveAction>("ACTION")
        {
            Description = "retry: try the failed step again; retryAsNew: remove what was made there and copy anew; skip: leave the region out and remove what was made there; abort: give it up as failed; continue: go on with what waits for this decision; back: bring back what it had before (of a replacement, also with --step done for an instance, a region or replacement).",
            HelpName = "retry|retryAsNew|skip|abort|continue|back",
        }.Of(InputForms.Choice<ResolveAction>());
        var item = new Option<string>("--item") { Description = "What is parked, as status names it: a region, or the operation itself, such as 'promotion'.", HelpName = "item", Required = true }
            .Of(InputForms.Text("an item as status names it, such as a region"));
        var step = new Option<string>("--step") { Description = "The step it is parked at, so that the decision hits no later one. Default: the one it is parked at now.", HelpName = "step" }
            .Of(InputForms.Text("a step as status names it, such as copy"));
        var connection = new ConnectionOptions();
        var command = new Command("resolve", "Decide what becomes of an item that is parked at a failed step.") { id, action, item, step };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var workflowId = await OperationId.ReadAsync(parsed.GetRequiredValue(id), cancellation);
            var client = await connection.ConnectAsync(parsed, cancellation);
            return await ResolveAsync(new(client, workflowId, null, connection.Again(parsed)), parsed.GetRequiredValue(item), parsed.GetValue(step), parsed.GetValue(action), cancellation);
        });
        return command;
    }

    private static async Task<int> ResolveAsync(OperationRun run, string item, string? step, ResolveAction action, CancellationToken cancellation)
    {
        var description = await run.DescribeAsync(cancellation);
        if (description.Status != WorkflowExecutionStatus.Running)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{run.WorkflowId} has ended ({description.Status}); there is nothing to resolve. See: {run.Command("status")}");
        }

        // Without a worker the decision would wait for nobody, and be forgotten.
        if (!await Workers.PollAsync(run.Client, description.TaskQueue!, cancellation))
        {
            throw new CommandException(ExitCode.Failed, Workers.NonePolls(run.Client, description.TaskQueue!, run.Options) + " The decision was not taken; give it again then.");
        }

        await RefuseFailingAsync(run, description, item, cancellation);
        var request = new ResolveRequest(item, step ?? await StepOfAsync(run, description.TaskQueue!, item, cancellation), action);
        try
        {
            await run.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [request], new() { Rpc = OperationRun.Call(cancellation) });
        }
        catch (WorkflowUpdateFailedException e)
        {
            throw new CommandException(ExitCode.InvalidInput, (e.InnerException ?? e).Message);
        }
        catch (WorkflowUpdateRpcTimeoutOrCanceledException)
        {
            await RefuseFailingAsync(run, await run.DescribeAsync(cancellation), item, cancellation);
            throw new CommandException(ExitCode.Failed, Workers.NoneAnswers(run.Client, description.TaskQueue!) + $" Whether the decision was taken is not known; see: {run.Command("status")}");
        }

        await SeeTakenAsync(run, request, cancellation);
        await Terminal.Out.WriteLineAsync($"{run.WorkflowId}: {request.Item} goes on ({Words.Of(request.Action)})");
        return ExitCode.Done;
    }

    // The promotion has handed the decision on; the region's own code must still be able to take it.
    private static async Task SeeTakenAsync(OperationRun run, ResolveRequest request, CancellationToken cancellation)
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

    private static async Task RefuseFailingAsync(OperationRun run, RunDescription description, string item, CancellationToken cancellation)
    {
        var (_, failing) = await run.ReadPendingAsync(description, cancellation);
        var inTheWay = failing.Where(task => task.Item == item || task.Item == run.OwnItem).ToList();
        if (inTheWay.Count > 0)
        {
            throw NotTaken(run, inTheWay);
        }
    }

    private static CommandException NotTaken(OperationRun run, IEnumerable<FailingTask> failing) =>
        new(ExitCode.Failed, ["The decision was not taken; give it again when this is put right.", .. failing.SelectMany(task => task.Lines(run))]);

    // An item that is not parked has no step; the promotion says so, and what is parked.
    private static async Task<string> StepOfAsync(OperationRun run, string taskQueue, string item, CancellationToken cancellation)
    {
        var answer = await run.QueryAsync(taskQueue, cancellation);
        return answer switch
        {
            { Failing: { } failing } => throw NotTaken(run, [failing]),
            { Progress: { } progress } => progress.Items.FirstOrDefault(candidate => candidate.Item == item)?.Step ?? "",
            _ => throw new CommandException(ExitCode.Failed, answer.Notice + " The decision was not taken; give it again then."),
        };
    }
}
