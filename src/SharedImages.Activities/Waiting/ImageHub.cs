using System.Collections.Concurrent;
using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>
/// One look per region for all that wait there: the own images being made, asked for once within a moment however many ask.
/// An image that is no longer among them is looked up alone.
/// </summary>
internal sealed class ImageHub(IEcsClient ecs, WaitingOptions waiting, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Look> looks = new(StringComparer.Ordinal);

    /// <summary>The image as it is now; null when ECS does not show it.</summary>
    public async Task<Image?> SeeAsync(string region, string imageId, CancellationToken cancellationToken)
    {
        var making = await LookAsync(region).WaitAsync(cancellationToken);
        if (making.FirstOrDefault(image => image.ImageId == imageId) is { } image)
        {
            return image;
        }

        var alone = await ecs.DescribeImagesAsync(new() { RegionId = region, ImageId = imageId, Status = ImageStatus.All }, cancellationToken);
        return alone.FirstOrDefault(candidate => candidate.ImageId == imageId);
    }

    // A look is shared, so no single waiter's cancellation may end it; the client's own timeout bounds it.
    private Task<IReadOnlyList<Image>> LookAsync(string region)
    {
        var now = time.GetUtcNow();
        var look = looks.AddOrUpdate(
            region,
            _ => Begin(region, now),
            (_, last) => last.HasFailed || (last.HasEnded && now - last.At >= waiting.ShortestDelay / 2) ? Begin(region, now) : last);
        return look.Images.Value;
    }

    private Look Begin(string region, DateTimeOffset now) => new(now, new(() => ecs.DescribeImagesAsync(
        new() { RegionId = region, ImageOwnerAlias = "self", Status = $"{ImageStatus.Creating},{ImageStatus.Waiting}" }, CancellationToken.None)));

    private sealed record Look(DateTimeOffset At, Lazy<Task<IReadOnlyList<Image>>> Images)
    {
        public bool HasEnded => Images.IsValueCreated && Images.Value.IsCompleted;

        public bool HasFailed => HasEnded && !Images.Value.IsCompletedSuccessfully;
    }
}
