using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Tells the history of an image name how a channel was moved, and begins that history where there is none.</summary>
internal sealed class ChannelRecorder(Callers callers)
{
    public async Task<bool> RecordAsync(ChannelRecord record, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Channel, cancellationToken);
        // Whose move it is, Temporal says; where to, only the operation knows.
        var known = record with { Move = record.Move with { Channel = caller.Version, Run = caller.Run } };
        var options = new WorkflowOptions(ChannelNames.HistoryId(caller.Name), ActivityExecutionContext.Current.Info.TaskQueue)
        {
            StartSignal = ChannelNames.Moved,
            StartSignalArgs = [known],
            StaticSummary = $"Where the channels of {caller.Name} point to",
            Rpc = TemporalCalls.Call(cancellationToken),
        };
        try
        {
            await ActivityExecutionContext.Current.TemporalClient.StartWorkflowAsync(ChannelNames.ChannelHistory, [], options);
            return true;
        }
        catch (RpcException e)
        {
            throw new TroubleException(new(
                StepErrorKind.Unreachable,
                $"Temporal does not take the move ({e.Code}: {e.Message})",
                "see whether Temporal is well, and whether the worker's identity may start and signal workflows of its namespace"));
        }
    }
}
