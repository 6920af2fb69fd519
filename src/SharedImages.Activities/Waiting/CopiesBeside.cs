using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>
/// The copies that this worker has waited for, so that one attempt can see all of its promotion. Bounded; what is lost, or has been waited
/// for by other workers alone, a follower asks for on its own.
/// </summary>
internal sealed class CopiesBeside(ImageHub hub, WaitingOptions waiting, TimeProvider time)
{
    private readonly BoundedMemory<string, Known> known = new(most: 10_000);

    private static string Workflow => ActivityExecutionContext.Current.Info.WorkflowId ?? "";

    /// <summary>What was seen of the copy that this attempt waits for.</summary>
    public void Keep(WaitImageRequest request, CopyLook seen) => known.Keep(Workflow, new(request, seen));

    /// <summary>Looks at the copies of the same promotion in other regions, all at once.</summary>
    public async Task<IReadOnlyList<CopyLook>> LookAsync(GuardedSession session, CancellationToken cancellationToken)
    {
        var own = Workflow;
        var others = known.All.Where(other =>
            other.Key != own
            && ParentOf(other.Key) == ParentOf(own)
            && other.Value.Request.Account == session.Account
            && IsOpen(other.Value.Seen));
        return [.. (await Task.WhenAll(others.Select(other => LookAsync(other.Key, other.Value, session, cancellationToken)))).OfType<CopyLook>()];
    }

    // A region's workflow id is its promotion's, and the region after a slash.
    private static string ParentOf(string workflow) => workflow[..Math.Max(workflow.LastIndexOf('/'), 0)];

    // One that is Available, has failed or has gone changes no more.
    private static bool IsOpen(CopyLook seen) => seen.Status is ImageStatus.Creating or ImageStatus.Waiting || !seen.EverSeen;

    private async Task<CopyLook?> LookAsync(string workflow, Known other, GuardedSession session, CancellationToken cancellationToken)
    {
        try
        {
            var (image, _) = await hub.SeeAsync(session, other.Request.Region, other.Request.ImageId, cancellationToken).WaitAsync(waiting.ShortestDelay, time, cancellationToken);
            return known.Keep(workflow, other with { Seen = ImageWaiting.Advance(other.Seen, image, ServerTime.Now) }).Seen;
        }
        catch (Exception e) when (e is EcsException or TimeoutException)
        {
            // Its own attempts tell of the trouble.
            return null;
        }
    }

    private sealed record Known(WaitImageRequest Request, CopyLook Seen);
}
