using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Where a channel is to be moved, and what speaks against it, by what ECS shows of an image name in all regions. Pure.</summary>
internal static class ChannelPlaceRules
{
    /// <summary>Rule: the version is there.</summary>
    public const string Found = "channel-version";

    /// <summary>Rule: the version is wherever the channel points to something.</summary>
    public const string Complete = "channel-complete";

    /// <summary>Rule: what the channel points to is ours to change.</summary>
    public const string Ours = "channel-image";

    /// <summary>Rule: the version's promotion has ended.</summary>
    public const string Ended = "channel-promotion";

    /// <summary>Rule: what is left out is a region.</summary>
    public const string Without = "channel-without";

    /// <summary>The places, and every reason not to move the channel.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="there">All images of the name, by region.</param>
    public static (IReadOnlyList<ChannelPlace> Places, IReadOnlyList<Refusal> Refusals) Of(SurveyChannelRequest request, IReadOnlyList<(string Region, IReadOnlyList<Image> Images)> there)
    {
        var refusals = new List<Refusal>();
        foreach (var unknown in request.Without.Except(there.Select(place => place.Region), StringComparer.Ordinal))
        {
            refusals.Add(new(Without, $"this account has no region {unknown}; correct without"));
        }

        var places = there.Select(place => Of(request, place.Region, place.Images, refusals)).OfType<ChannelPlace>().ToList();
        if (refusals.Count == 0 && places.TrueForAll(place => place.ImageId is null))
        {
            refusals.Add(new(Found, $"no region{(request.Without.Count == 0 ? "" : " but those left out")} has a finished image of {request.Name} {request.Version}; correct the version, or promote it first"));
        }

        return (places, refusals);
    }

    /// <summary>A promotion that still runs may yet add, repair or remove an image.</summary>
    public static IEnumerable<Refusal> Open(RunFacts? promotion)
    {
        if (promotion is { IsOpen: true })
        {
            yield return new(Ended, $"{promotion.WorkflowId} still runs; move the channel when it has ended");
        }
    }

    private static ChannelPlace? Of(SurveyChannelRequest request, string region, IReadOnlyList<Image> images, List<Refusal> refusals)
    {
        var holders = images.Where(image => ChannelImageRules.Points(image, request.Channel)).ToList();
        refusals.AddRange(holders.Where(holder => !ImageRules.HasLineage(holder)).Select(holder => new Refusal(
            Ours, $"{region}/{holder.ImageId} carries the tag of {request.Channel}, but not the whole lineage of an image of {request.Name}; find out who put it there, and take the tag {Lineage.Channel(request.Channel)} away")));
        var image = request.Without.Contains(region, StringComparer.Ordinal) ? null : OfVersion(request, region, images, holders, refusals);
        return image is null && holders.Count == 0 ? null : new(region, image?.ImageId, [.. holders.Select(holder => holder.ImageId)]);
    }

    private static Image? OfVersion(SurveyChannelRequest request, string region, IReadOnlyList<Image> images, IReadOnlyList<Image> holders, List<Refusal> refusals)
    {
        var (image, refusal) = ImageUseRules.Left($"{request.Name}/{request.Version}", region, [.. images.Where(image => image.Tags.ValueOf(Lineage.Version) == request.Version)]);
        if (image is not null)
        {
            refusals.AddRange(ImageUseRules.Ready(region, image));
            return image;
        }

        // It is not a target there, which matters only where the channel would be left on another version.
        if (refusal!.Rule is ImageUseRules.Found or ImageUseRules.IntakeOnly)
        {
            refusals.AddRange(holders.Select(holder => new Refusal(
                Complete, $"{request.Channel} points to {region}/{holder.ImageId}, and {request.Name} {request.Version} is not in {region}; promote it there, or leave {region} out (without), where {request.Channel} then points to nothing")));
            return null;
        }

        refusals.Add(refusal);
        return null;
    }
}
