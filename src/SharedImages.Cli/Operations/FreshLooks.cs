using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>
/// Has copies looked at for somebody who follows them. On its own a worker looks as seldom as it can, because each look is counted by
/// Temporal and by ECS.
/// </summary>
/// <param name="client">Connected.</param>
/// <param name="time">The clock.</param>
/// <param name="maxAge">How old what is shown may become.</param>
internal sealed class FreshLooks(ITemporalClient client, TimeProvider time, TimeSpan maxAge)
{
    /// <summary>What a person bears.</summary>
    public static TimeSpan UsualAge { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>An attempt that begins meanwhile would be lost to its worker, and found again only by its timeout (seen).</summary>
    private static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> asked = new(StringComparer.Ordinal);
    private bool cannotAsk;

    /// <summary>Asks for a look at once where the last one is too old.</summary>
    public async Task AskAsync(IEnumerable<PendingStep> steps, CancellationToken cancellation)
    {
        foreach (var step in steps.Where(step => !cannotAsk && IsTooOld(step)))
        {
            asked[step.Item] = time.GetUtcNow();
            await AskAsync(step.Waiting!, cancellation);
        }
    }

    // By this clock, too: another than the server's must not ask again and again.
    private bool IsTooOld(PendingStep step) =>
        step is { Waiting: { } waiting, Copy: { } copy }
        && time.GetUtcNow() - copy.SeenAt >= maxAge
        && waiting.NextAttempt - time.GetUtcNow() >= TooSoon
        && !(asked.TryGetValue(step.Item, out var last) && time.GetUtcNow() - last < maxAge);

    private async Task AskAsync(ActivityRef activity, CancellationToken cancellation)
    {
        try
        {
            await client.WorkflowService.ResetActivityAsync(
                new()
                {
                    Namespace = client.Options.Namespace,
                    Execution = new() { WorkflowId = activity.WorkflowId, RunId = activity.RunId },
                    Id = activity.ActivityId,
                    Identity = client.Connection.Options.Identity ?? "",
                },
                new() { Timeout = CallTimeout, CancellationToken = cancellation });
        }
        catch (RpcException e) when (e.Code is RpcException.StatusCode.Unimplemented or RpcException.StatusCode.PermissionDenied)
        {
            // Then the board says how old it is.
            cannotAsk = true;
        }
        catch (RpcException) when (!cancellation.IsCancellationRequested)
        {
            // The step is over by now, or the server is busy; the next view shows it.
        }
    }
}
