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

    /// <summary>The image as it is now; null when ECS does not show it.</summary>
    public async Task<Image?> SeeAsync(GuardedSession session, string region, string imageId, CancellationToken cancellationToken)
    {
        var making = await LookAsync(session, region).WaitAsync(cancellationToken);
        if (making.FirstOrDefault(image => image.ImageId == imageId) is { } image)
        {
            return image;
        }

        return await ImageGuard.FindAsync(session.Ecs, region, imageId, cancellationToken);
    }

    // A look is shared, so no single waiter's cancellation may end it; the client's own timeout bounds it.
    private Task<IReadOnlyList<Image>> LookAsync(GuardedSession session, string region)
    {
        var now = time.GetUtcNow();
        var look = looks.AddOrUpdate(
            (session.Account, region),
            _ => Begin(session.Ecs, region, now),
            (_, last) => last.HasFailed || (last.HasEnded && now - last.At >= waiting.ShortestDelay / 2) ? Begin(session.Ecs, region, now) : last);
        return look.Images.Value;
    }

    private static Look Begin(IEcsClient ecs, string region, DateTimeOffset now) => new(now, new(() => ecs.DescribeImagesAsync(
        new() { RegionId = region, ImageOwnerAlias = "self", Status = $"{ImageStatus.Creating},{ImageStatus.Waiting}" }, CancellationToken.None)));

    private sealed record Look(DateTimeOffset At, Lazy<Task<IReadOnlyList<Image>>> Images)
    {
        public bool HasEnded => Images.IsValueCreated && Images.Value.IsCompleted;

        public bool HasFailed => HasEnded && !Images.Value.IsCompletedSuccessfully;
    }
}
