namespace SharedImages.Workflows;

/// <summary>What moving a channel does in a region. Pure.</summary>
internal static class ChannelRules
{
    /// <summary>What can be decided on a region that is parked. None is left out: then regions would differ unnoticed.</summary>
    public static IReadOnlyList<ResolveAction> Actions { get; } = [ResolveAction.Retry, ResolveAction.Abort];

    /// <summary>Whether the region's image is to get the channel.</summary>
    public static bool MustPoint(ChannelPlace place) => place.ImageId is { } image && !place.Holders.Contains(image, StringComparer.Ordinal);

    /// <summary>The images that are to lose it.</summary>
    public static IReadOnlyList<string> ToRelease(ChannelPlace place) => [.. place.Holders.Where(holder => holder != place.ImageId)];

    /// <summary>What undoes it: the new image keeps it where it had it before.</summary>
    public static RestoreChannelRequest Restore(ChannelPlace place, string account) => new(place.Region, account, place.Holders, MustPoint(place) ? place.ImageId : null);

    /// <summary>Why a region is parked, and what that means for the others.</summary>
    public static StepError Parked(StepError error) => error with
    {
        Remedy = $"{error.Remedy}, then retry; until then regions differ, or abort, and all regions go back to what they had",
    };
}
