using System.Collections.Concurrent;
using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>
/// One look per region for all that wait there: the own images being made, asked for once within a moment however many ask.
/// An image that is no longer among them is looked up alone.
/// </summary>
internal sealed class ImageHub(WaitingOptions waiting, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Account, string Region), Look> looks = new();

    /// <summary>The image as it is now, null when ECS does not show it, and the region's copies with it.</summary>
    public async Task<(Image? Image, RegionCopies Copies)> SeeAsync(GuardedSession session, string region, string imageId, CancellationToken cancellationToken)
    {
        var copies = await LookAsync(session, region).WaitAsync(cancellationToken);
        return (copies.Find(imageId) ?? await ImageGuard.FindAsync(session.Ecs, region, imageId, cancellationToken), copies);
    }

    // A look is shared, so no single waiter's cancellation may end it; the client's own timeout bounds it.
    private Task<RegionCopies> LookAsync(GuardedSession session, string region)
    {
        var now = time.GetUtcNow();
        var look = looks.AddOrUpdate(
            (session.Account, region),
            _ => Begin(session.Ecs, region, now, null),
            (_, last) => last.HasFailed || (last.HasEnded && now - last.At >= waiting.ShortestDelay / 2) ? Begin(session.Ecs, region, now, last) : last);
        return look.Copies.Value;
    }

    private static Look Begin(IEcsClient ecs, string region, DateTimeOffset now, Look? last)
    {
        var before = last is null || last.HasFailed ? last?.Before : last.Copies.Value.Result;
        return new(now, before, new(async () => RegionCopies.After(before, now, await ecs.DescribeImagesAsync(
            new() { RegionId = region, ImageOwnerAlias = "self", Status = $"{ImageStatus.Creating},{ImageStatus.Waiting}" }, CancellationToken.None))));
    }

    private sealed record Look(DateTimeOffset At, RegionCopies? Before, Lazy<Task<RegionCopies>> Copies)
    {
        public bool HasEnded => Copies.IsValueCreated && Copies.Value.IsCompleted;

        public bool HasFailed => HasEnded && !Copies.Value.IsCompletedSuccessfully;
    }
}
