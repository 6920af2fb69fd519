using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What came of bad images, by the lineage of all images of ours; and which channels point to it. Pure.</summary>
internal static class RecallLineage
{
    private const string Intake = "intake";

    /// <summary>The images that are recalled themselves: one by its id, or what a promotion left and what it was made of.</summary>
    public static IReadOnlySet<string> Roots(ImageReference what, IReadOnlyList<(string Region, Image Image)> ours)
    {
        if (what.ImageId is { } id)
        {
            return new HashSet<string>([id], StringComparer.Ordinal);
        }

        var left = ours.Select(there => there.Image).Where(image => ImageRules.HasLineage(image) && PromotionOf(image) == what.Promotion).ToList();
        return left.Select(image => image.ImageId).Concat(left.Select(image => image.Tags.ValueOf(Lineage.SourceImage))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The roots and all that came of them, over however many promotions.</summary>
    /// <param name="roots">Ids of images.</param>
    /// <param name="ours">All images of ours.</param>
    public static IReadOnlySet<string> Closure(IReadOnlySet<string> roots, IReadOnlyList<(string Region, Image Image)> ours)
    {
        var bad = roots.ToHashSet(StringComparer.Ordinal);
        var left = ours.Select(there => there.Image).Where(image => ImageRules.HasLineage(image) && !bad.Contains(image.ImageId)).ToList();
        var intakes = ours.Select(there => there.Image).Where(image => ImageRules.HasLineage(image) && image.Tags.ValueOf(Lineage.Hop) == Intake).ToList();
        while (left.Find(image => CameOf(image, bad, intakes)) is { } image)
        {
            bad.Add(image.ImageId);
            left.Remove(image);
        }

        return bad;
    }

    /// <summary>The promotion that made an image, as <c>NAME/VERSION</c>.</summary>
    public static string PromotionOf(Image image) => $"{image.Tags.ValueOf(Lineage.Promotion)}/{image.Tags.ValueOf(Lineage.Version)}";

    /// <summary>Images of ours that seem to come of bad ones, but lack a part of their lineage: they are left alone.</summary>
    public static IEnumerable<string> Notes(ImageReference what, IReadOnlySet<string> bad, IReadOnlyList<(string Region, Image Image)> ours) => ours
        .Where(there => !ImageRules.HasLineage(there.Image) && (bad.Contains(there.Image.Tags.ValueOf(Lineage.SourceImage)) || PromotionOf(there.Image) == what.Promotion))
        .Select(there => $"{there.Region}/{there.Image.ImageId} carries only a part of the lineage of a copy of them; see what it is, and take it out of use by hand");

    /// <summary>The channels that point to bad images, and where each is to go.</summary>
    /// <param name="bad">The bad images.</param>
    /// <param name="ours">All images of ours.</param>
    /// <param name="recalled">What the register lists.</param>
    /// <param name="histories">Where the channels of an image name stand, as their history knows.</param>
    public static IReadOnlyList<RecalledChannel> Channels(
        IReadOnlySet<string> bad, IReadOnlyList<(string Region, Image Image)> ours, IReadOnlySet<string> recalled, IReadOnlyDictionary<string, ImageChannels> histories) =>
    [
        .. ours.Where(there => bad.Contains(there.Image.ImageId) && ImageRules.HasLineage(there.Image))
            .SelectMany(there => ChannelImageRules.Pointing(there.Image).Select(channel => (Name: there.Image.Tags.ValueOf(Lineage.Promotion), Channel: channel)))
            .Distinct()
            .OrderBy(pointer => pointer.Name, StringComparer.Ordinal)
            .ThenBy(pointer => pointer.Channel, StringComparer.Ordinal)
            .Select(pointer => Channel(pointer.Name, pointer.Channel, bad, [.. ours.Where(there => ImageRules.HasLineage(there.Image) && there.Image.Tags.ValueOf(Lineage.Promotion) == pointer.Name)], recalled, histories)),
    ];

    private static RecalledChannel Channel(
        string name,
        string channel,
        IReadOnlySet<string> bad,
        IReadOnlyList<(string Region, Image Image)> images,
        IReadOnlySet<string> recalled,
        IReadOnlyDictionary<string, ImageChannels> histories)
    {
        var places = images.Where(there => ChannelImageRules.Pointing(there.Image).Contains(channel, StringComparer.Ordinal)).ToList();
        var from = places.Where(there => bad.Contains(there.Image.ImageId)).MaxBy(there => there.Image.CreationTime).Image;
        var regions = places.Select(there => there.Region).ToHashSet(StringComparer.Ordinal);
        // A version with one bad image is no version to go back to.
        var good = images.GroupBy(there => there.Image.Tags.ValueOf(Lineage.Version), StringComparer.Ordinal)
            .Where(version => version.All(there => !bad.Contains(there.Image.ImageId) && !RecallRules.IsRecalled(there.Image, recalled)))
            .Where(version => regions.All(region => IsReady($"{name}/{version.Key}", region, [.. version.Where(there => there.Region == region).Select(there => there.Image)])))
            .ToList();
        // What it pointed to before comes before what was merely made before: not every version gets to every channel.
        var before = histories.GetValueOrDefault(name)?.Channels.GetValueOrDefault(channel)?.Before;
        var to = good.Find(version => version.Key == before)
            ?? good.Where(version => version.Max(there => there.Image.CreationTime) < from.CreationTime).MaxBy(version => version.Max(there => there.Image.CreationTime));
        return new(name, channel, from.Tags.ValueOf(Lineage.Version), to?.Key);
    }

    private static bool IsReady(string promotion, string region, IReadOnlyList<Image> there) =>
        ImageUseRules.Left(promotion, region, there).Image is { } image && !ImageUseRules.Ready(region, image).Any();

    // What was copied from an intake names the source, not the intake.
    private static bool CameOf(Image image, HashSet<string> bad, IReadOnlyList<Image> intakes) =>
        bad.Contains(image.Tags.ValueOf(Lineage.SourceImage))
        || (image.Tags.ValueOf(Lineage.Hop) != Intake && intakes.Any(intake => bad.Contains(intake.ImageId)
            && PromotionOf(intake) == PromotionOf(image)
            && intake.Tags.ValueOf(Lineage.SourceImage) == image.Tags.ValueOf(Lineage.SourceImage)));
}
