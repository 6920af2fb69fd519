using System.Globalization;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>One look at a copy per attempt: done, not so far, or failed. One that a follower has asked for sees the promotion's other copies as well.</summary>
internal sealed class ImageWaiting(ImageHub hub, ImageGuard guard, IRuns runs, WaitingOptions waiting, TimeProvider time)
{
    private const string Missing = "Missing";

    private readonly LastLooks looks = new();
    private readonly CopyDurations durations = new();
    private readonly CopiesBeside others = new(hub, waiting, time);

    // A follower asks by ResetActivity, which has attempts counted from one again.
    private static bool IsAskedFor => ActivityExecutionContext.Current.Info is { Attempt: 1 } info && info.CurrentAttemptScheduledTime > info.ScheduledTime;

    /// <summary>Before the first look at an image.</summary>
    public static CopyLook Nothing(string imageId) => new(Missing, 0, ServerTime.Now, 0, null, ServerTime.Now, false) { ImageId = imageId };

    /// <summary>What earlier copies have taken; null = none of them was seen.</summary>
    public IReadOnlyList<TimeSpan?> DurationsOf(IReadOnlyList<CopyRoute> routes) => [.. routes.Select(durations.Of)];

    public async Task<bool> LookAsync(WaitImageRequest request, Pulse<CopyLook> pulse, CancellationToken cancellationToken)
    {
        var before = looks.Newer(await runs.LastLookAsync(cancellationToken)) ?? pulse.Value with { Beside = null };
        pulse.Note(before);
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var (image, copies) = await hub.SeeAsync(session, request.Region, request.ImageId, cancellationToken);
        var seen = Advance(before, image, ServerTime.Now);
        looks.Keep(seen);
        others.Keep(request, seen);
        if (IsAskedFor)
        {
            // All of them by one heartbeat: as failures of attempts they would be an action each.
            pulse.Say(seen with { Beside = await others.LookAsync(session, cancellationToken) });
        }
        else if (before.FirstSeen is null && seen.FirstSeen is not null)
        {
            // The base of an estimate is to outlive a reset, which forgets the last failure, not the heartbeat.
            pulse.Say(seen);
        }
        else
        {
            pulse.Note(seen);
        }

        var name = $"{request.Region} {request.ImageId}";
        return image?.Status switch
        {
            ImageStatus.Available when image.Usable != false => Over(request, image, seen),
            ImageStatus.Available when HasStalled(seen) => throw StepFailures.Final(Stalled(name, request, seen, "is Available but has not been usable")),
            ImageStatus.Available => throw StepFailures.Later($"{name} is Available but not usable yet", waiting.ShortestDelay, detail: seen),
            ImageStatus.Waiting => throw StepFailures.Later($"{name} waits for one of the region's copy slots", Next(request, image, seen, copies), detail: seen),
            ImageStatus.Creating when HasStalled(seen) => throw StepFailures.Final(
                Stalled(name, request, seen, string.Create(CultureInfo.InvariantCulture, $"the copy has stood at {seen.Progress} %"))),
            ImageStatus.Creating => throw StepFailures.Later(
                string.Create(CultureInfo.InvariantCulture, $"{name} is Creating, {seen.Progress} %"), Next(request, image, seen, copies), detail: seen),
            ImageStatus.CreateFailed or ImageStatus.UnAvailable => throw StepFailures.Final(new(
                StepErrorKind.CopyFailed, $"{name}: the copy ended as {image.Status}; ECS does not say why", "begin the copy anew (retryAsNew)", ImageId: request.ImageId)),
            null => throw Absent(name, request, seen),
            _ => throw StepFailures.Final(new(
                StepErrorKind.Mismatch, $"{name} is {image.Status}, though it should be Available", "make it Available again", ImageId: request.ImageId)),
        };
    }

    /// <summary>What is known after one more look. Time in the queue does not count towards a stall.</summary>
    internal static CopyLook Advance(CopyLook before, Image? image, DateTimeOffset now)
    {
        if (image is null)
        {
            return before with { Status = Missing, SeenAt = now, Since = now };
        }

        var progress = image.Progress ?? (image.Status == ImageStatus.Available ? 100 : before.Progress);
        var creating = image.Status == ImageStatus.Creating;
        var moved = image.Status == ImageStatus.Waiting || image.Status != before.Status || progress != before.Progress;
        return new(
            image.Status,
            progress,
            moved ? now : before.Since,
            creating && before.FirstSeen is null ? progress : before.FirstProgress,
            creating ? before.FirstSeen ?? now : before.FirstSeen,
            now,
            true)
        {
            ImageId = before.ImageId,
        };
    }

    private TimeSpan Next(WaitImageRequest request, Image image, CopyLook seen, RegionCopies copies) =>
        WaitSchedule.Next(waiting, seen, copies.OutlookOf(image, durations.Of(RouteOf(request, image))));

    // What was seen of it from its first percent on; the last delay is in it.
    private bool Over(WaitImageRequest request, Image image, CopyLook seen)
    {
        if (seen is { FirstSeen: { } began, FirstProgress: < 100 } && seen.SeenAt > began)
        {
            durations.Add(RouteOf(request, image), (seen.SeenAt - began) / (100 - seen.FirstProgress) * 100);
        }

        return true;
    }

    private static CopyRoute RouteOf(WaitImageRequest request, Image image) =>
        new(request.FromRegion, request.Region, image.DiskDeviceMappings.Count > 0 ? image.DiskDeviceMappings.Sum(disk => disk.Size) : image.Size);

    private bool HasStalled(CopyLook seen) => seen.SeenAt - seen.Since >= waiting.StallTime;

    private static StepError Stalled(string name, WaitImageRequest request, CopyLook seen, string what) => new(
        StepErrorKind.Stalled,
        string.Create(CultureInfo.InvariantCulture, $"{name}: {what} since {seen.Since:yyyy-MM-dd HH:mm:ss} UTC"),
        "wait on (retry), or remove it and begin the copy anew (retryAsNew)",
        ImageId: request.ImageId);

    private ApplicationFailureException Absent(string name, WaitImageRequest request, CopyLook seen)
    {
        if (!seen.EverSeen && ServerTime.Now - request.CopiedAt < waiting.VisibilityGrace)
        {
            return StepFailures.Later($"{name} is not visible yet", waiting.ShortestDelay, detail: seen);
        }

        return StepFailures.Final(new(
            StepErrorKind.NotFound,
            seen.EverSeen ? $"{name} was there and is gone: somebody deleted it or canceled the copy" : $"{name} has not become visible",
            "begin the copy anew (retryAsNew)",
            ImageId: request.ImageId));
    }
}
