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

    /// <summary>How long an answer is waited for before another copy is asked for.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);
    private (string Item, DateTimeOffset At)? awaited;
    private bool cannotAsk;

    /// <summary>Asks for a look at once where the last one is too old: at one copy at a time, because the answer may show the others, too.</summary>
    public async Task AskAsync(IReadOnlyList<PendingStep> steps, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var step in steps)
        {
            Note(step, now);
        }

        if (!cannotAsk && !(now - awaited?.At < Answer) && steps.Where(step => IsTooOld(step, now)).MinBy(step => step.Copy!.SeenAt) is { } oldest)
        {
            known[oldest.Item] = known[oldest.Item] with { FreshAt = now };
            awaited = (oldest.Item, now);
            await AskAsync(oldest.Waiting!, cancellation);
        }
    }

    // By this clock, too: another than the server's must not ask again and again.
    private void Note(PendingStep step, DateTimeOffset now)
    {
        if (step.Copy is not { } copy)
        {
            return;
        }

        if (!known.TryGetValue(step.Item, out var before))
        {
            known[step.Item] = new(copy.SeenAt, FreshAt: null);
        }
        else if (before.SeenAt != copy.SeenAt)
        {
            known[step.Item] = new(copy.SeenAt, now);
            awaited = awaited?.Item == step.Item ? null : awaited;
        }
    }

    // Early enough for the answer to come in time.
    private bool IsTooOld(PendingStep step, DateTimeOffset now) =>
        step is { Waiting: { } waiting, Copy: { } copy }
        && now - copy.SeenAt >= maxAge * 0.75
        && !(now - known[step.Item].FreshAt < maxAge * 0.75)
        && waiting.NextAttempt - now >= TooSoon;

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

    /// <param name="SeenAt">The last look, by the server's clock.</param>
    /// <param name="FreshAt">When this program saw it come, or asked for one; null = it was there from the beginning.</param>
    private sealed record Known(DateTimeOffset SeenAt, DateTimeOffset? FreshAt);
}
