namespace SharedImages.Workflows;

/// <summary>A version is one content: whatever carries its name comes from one source image (design §5). Pure.</summary>
internal static class VersionRules
{
    /// <summary>Name of the rule.</summary>
    public const string OneContent = "one-content";

    private static readonly string[] Gone = [SourceReport.SourceFound, SourceReport.SourceAvailable];

    /// <summary>Refuses a source other than the one that the version's copies were made from, and names both.</summary>
    public static IReadOnlyList<Refusal> Check(PromotionSpec spec, SourceImage source, IReadOnlyList<VersionCopy> copies)
    {
        var others = copies.Where(copy => !CopyRules.IsDead(copy.Status) && IsOther(copy, source)).ToList();
        if (others.Count == 0)
        {
            return [];
        }

        var (name, former) = ($"{spec.Name} {spec.Version}", others[0].SourceImageId);
        var made = string.Join(", ", others.Take(5).Select(copy => $"{copy.ImageId} in {copy.Region}")) + (others.Count > 5 ? $" and {others.Count - 5} more" : "");
        return former == source.ImageId
            ? [new(OneContent, $"{name} has been made from {former} as it was then ({made}), and {former} is not the same any more; promote it as it is now under a new version")]
            : [new(OneContent, $"{name} has been made from {former} ({made}), but the spec now finds {source.ImageId}; promote {source.ImageId} under a new version, or go on with source.imageId: {former}")];
    }

    /// <summary>Whether all that is wrong is that the source image is not there any more.</summary>
    public static bool IsGone(SourceReport report) =>
        report.Refusals.Count > 0 && report.Refusals.All(refusal => Gone.Contains(refusal.Rule, StringComparer.Ordinal));

    /// <summary>The source as its intake knows it, to go on from when the source itself is gone; null when there is no such intake.</summary>
    public static SourceImage? FromIntake(PromotionSpec spec, IReadOnlyList<VersionCopy> copies)
    {
        var intakes = copies
            .Where(copy => copy.Region == spec.Source.Region)
            .Select(copy => copy.AsSource)
            .OfType<SourceImage>()
            .Where(source => source.OriginId == spec.Source.Owner && (spec.Source.ImageId is null || spec.Source.ImageId == source.ImageId))
            .DistinctBy(source => source.Content)
            .ToList();
        return intakes.Count == 1 ? intakes[0] : null;
    }

    private static bool IsOther(VersionCopy copy, SourceImage source) =>
        copy.SourceImageId != source.ImageId || (copy.Content.Length > 0 && copy.Content != source.Content);
}
