using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>Stops at a failed step and keeps everything until somebody decides.</summary>
internal sealed class Parking
{
    private ResolveAction? decision;

    /// <summary>The decision. One that comes while nothing is parked is forgotten.</summary>
    public void Decide(ResolveAction action) => decision = action;

    /// <summary>Waits for it.</summary>
    /// <param name="show">Shows that somebody must decide, and on what.</param>
    /// <param name="cancellationToken">Ends the wait; null = the workflow's.</param>
    public async Task<ResolveAction> WaitAsync(Func<Task> show, CancellationToken? cancellationToken = null)
    {
        decision = null;
        await show();
        await Workflow.WaitConditionAsync(() => decision is not null, cancellationToken);
        return decision!.Value;
    }
}
