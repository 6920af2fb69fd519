using System.CommandLine;
using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary><c>resolve ID --region R ACTION</c>: an operator's decision on a parked region.</summary>
internal static class ResolveCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "promote/NAME/VERSION or NAME/VERSION." };
        var action = new Argument<ResolveAction>("ACTION")
        {
            Description = "retry: try the failed step again; retryAsNew: remove what was made there and copy anew; skip: go on without the region; abort: give the region up as failed.",
            HelpName = "retry|retryAsNew|skip|abort",
        };
        action.AcceptOnlyFromAmong([.. Enum.GetValues<ResolveAction>().Select(Words.Of)]);
        var region = new Option<string>("--region") { Description = "The parked region.", HelpName = "region", Required = true };
        var connection = new ConnectionOptions();
        var command = new Command("resolve", "Decide what becomes of a region that is parked at a failed step.") { id, action, region };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var workflowId = PromotionId.Parse(parsed.GetValue(id)!);
            var client = await connection.ConnectAsync(parsed, cancellation);
            return await ResolveAsync(new(client, workflowId, null), new(parsed.GetValue(region)!, parsed.GetValue(action)), cancellation);
        });
        return command;
    }

    private static async Task<int> ResolveAsync(PromotionRun run, ResolveRequest request, CancellationToken cancellation)
    {
        var description = await run.DescribeAsync(cancellation);
        if (description.Status != WorkflowExecutionStatus.Running)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{run.WorkflowId} has ended ({description.Status}); there is nothing to resolve");
        }

        // Without a worker the decision would wait for nobody, and be forgotten.
        if (!await Workers.PollAsync(run.Client, description.TaskQueue!, cancellation))
        {
            throw new CommandException(ExitCode.Failed, Workers.NonePolls(run.Client, description.TaskQueue!) + " The decision was not taken; give it again then.");
        }

        try
        {
            await run.Handle.ExecuteUpdateAsync<RegionProgress>(ContractNames.Resolve, [request], new() { Rpc = PromotionRun.Call(cancellation) });
        }
        catch (WorkflowUpdateFailedException e)
        {
            throw new CommandException(ExitCode.InvalidInput, Printable.Of((e.InnerException ?? e).Message));
        }
        catch (WorkflowUpdateRpcTimeoutOrCanceledException)
        {
            throw new CommandException(ExitCode.Failed, Workers.NoneAnswers(run.Client, description.TaskQueue!) + $" Whether the decision was taken is not known; see: sharedimages status {run.WorkflowId}");
        }

        await Console.Out.WriteLineAsync($"{run.WorkflowId}: {request.Region} goes on ({Words.Of(request.Action)})");
        return ExitCode.Done;
    }
}
