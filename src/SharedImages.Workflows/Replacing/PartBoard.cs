using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>Where one instance's part is, as operators see it, and what they decide while it is parked.</summary>
internal sealed class PartBoard(string instanceId)
{
    private static readonly IReadOnlyList<ResolveAction> Decisions = [ResolveAction.Retry, ResolveAction.Abort];

    private readonly Parking parking = new();

    /// <summary>Where it is.</summary>
    public ItemProgress Progress { get; private set; } = new() { Item = instanceId, State = ItemState.Looking };

    /// <summary>A decision; one that cannot be carried out is logged and ignored.</summary>
    public void Decide(IRawValue request)
    {
        if (ResolveRequests.Check(request, [Progress], out var read) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
            return;
        }

        parking.Decide(read!.Action);
    }

    /// <summary>Runs a step that an instance must not be left without, and parks for as long as it fails, canceled or not; not null = somebody has given it up.</summary>
    public async Task<StepFailedException?> DoAsync(Func<Task> step)
    {
        while (true)
        {
            try
            {
                await step();
                return null;
            }
            catch (StepFailedException failure)
            {
                if (await ParkAsync(failure, CancellationToken.None) != ResolveAction.Retry)
                {
                    return failure;
                }
            }
        }
    }

    /// <summary>Waits for a decision on a failed step, and tells the window that somebody must decide; null = nobody does any more, for the run is canceled.</summary>
    /// <param name="failure">The step, and why it failed.</param>
    /// <param name="cancellationToken">Ends the wait; one that cannot be canceled where an instance would be left stopped.</param>
    public async Task<ResolveAction?> ParkAsync(StepFailedException failure, CancellationToken cancellationToken)
    {
        try
        {
            return await parking.WaitAsync(
                async () =>
                {
                    RunAttributes.SetParked(WorkflowTime.Now);
                    Workflow.Logger.LogInformation("{Instance}: parked at {Step}: {Message}", instanceId, failure.Step, failure.Error.Sentence());
                    Show(Progress with { State = ItemState.Parked, Step = failure.Step, Error = failure.Error, Since = WorkflowTime.Now, Actions = Decisions });
                    await PartNews.TellAsync(Progress);
                },
                cancellationToken);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            return null;
        }
        finally
        {
            RunAttributes.SetParked(null);
            Show(Progress.Resumed());
            await PartNews.TellAsync(Progress);
        }
    }

    /// <summary>What it does now.</summary>
    public void Show(ItemState state) => Show(Progress with { State = state });

    /// <summary>It has ended.</summary>
    public void End(string imageId, StepError? error) =>
        Show(Progress with { State = error is null ? ItemState.Done : ItemState.Failed, ImageId = imageId, Error = error, Actions = [] });

    private void Show(ItemProgress now)
    {
        Progress = now;
        Workflow.CurrentDetails = Board.Region(now, WorkflowTime.Now);
    }
}
