using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which image of a region stands for a version, and what of it is not as the spec says. Pure.</summary>
internal static class HeldImages
{
    private const string SharedWith = "shared with";

    /// <summary>The image that stands for the version; null = none. A finished one before others, an Available one before one that was withdrawn.</summary>
    public static Image? Find(IEnumerable<Image> images, string version) => images
        .Where(image => ImageRules.HasLineage(image) && image.Tags.ValueOf(Lineage.Version) == version && image.Status is not (ImageStatus.CreateFailed or ImageStatus.UnAvailable))
        .OrderByDescending(IsDone)
        .ThenByDescending(image => image.Status == ImageStatus.Available)
        .ThenBy(image => image.ImageId, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether a promotion has finished it.</summary>
    public static bool IsDone(Image image) => image.Tags.ValueOf(Lineage.Done) == Lineage.DoneValue;

    /// <summary>What speaks against an image that carries the name, but stands for nothing; null = nothing does.</summary>
    public static string? Foreign(Image image, string installation) =>
        !ImageRules.HasLineage(image) ? "it carries our name, but not the lineage of a copy that a promotion made"
        : image.Tags.ValueOf(Lineage.Installation) is var made && made != installation ? $"it was made by installation {made}"
        : null;

    /// <summary>The versions that the images are of, the newest first.</summary>
    /// <param name="images">The images.</param>
    /// <param name="channels">Where the channels stand.</param>
    public static IEnumerable<HeldVersion> Versions(IEnumerable<Image> images, ImageChannels? channels) => images
        .GroupBy(image => image.Tags.ValueOf(Lineage.Version), StringComparer.Ordinal)
        .Select(version => new HeldVersion(
            version.Key,
            version.Max(image => image.CreationTime) ?? DateTimeOffset.MinValue,
            version.Any(image => ImageRules.Mark(image) != ImageMark.None),
            ImageRules.KeptFor(version.Key, channels) ?? (version.All(image => ImageRules.KeptFor(image) is not null) ? ImageRules.KeptFor(version.First()) : null)))
        .OrderByDescending(held => held.MadeAt)
        .ThenByDescending(held => held.Version, StringComparer.Ordinal);

    /// <summary>What of a finished image is not as the spec says.</summary>
    public static IReadOnlyList<Drift> Drift(RepairImageRequest request, Image image, IReadOnlyList<string> shares)
    {
        var drift = Origin(request, image)
            .Concat(ImageComparison.Compare(Wanted(request), new(image, [])).Where(comparison => !comparison.Agrees)
                .Select(comparison => new Drift(comparison.Name, comparison.Expected, comparison.Actual ?? "", comparison.Repairable || image.Status == ImageStatus.Deprecated && comparison.Name == "status")));
        var wanted = Shares(request, image, shares);
        return wanted.Order(StringComparer.Ordinal).SequenceEqual(shares.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? [.. drift]
            : [.. drift, new(SharedWith, string.Join(' ', wanted), string.Join(' ', shares.Order(StringComparer.Ordinal)), CanBeRepaired: true)];
    }

    /// <summary>Whom it is to be shared with: what the spec says, but for what somebody decided by a sharing.</summary>
    public static IReadOnlyList<string> Shares(RepairImageRequest request, Image image, IReadOnlyList<string> shares) =>
        ShareWishes.Read(image.Tags.ValueOf(Lineage.Shares)).Apply(request.Spec.Share.Accounts, shares);

    /// <summary>What it must be like.</summary>
    public static VerifyImageRequest Wanted(RepairImageRequest request)
    {
        var image = request.Spec.ImageOf(request.Version);
        return new()
        {
            Region = request.Region,
            ImageId = request.ImageId,
            Account = request.Account,
            Source = request.Source,
            ImageName = image.Name,
            Description = image.Description,
            Family = image.Family,
            Encrypted = Target(request).Encrypted,
            Tags = new(image.Tags.ToDictionary(), StringComparer.Ordinal),
        };
    }

    // Neither can be repaired: another source or key makes another copy.
    private static IEnumerable<Drift> Origin(RepairImageRequest request, Image image)
    {
        var (source, target) = (image.Tags.ValueOf(Lineage.SourceImage), Target(request));
        if (source != request.Source.ImageId)
        {
            yield return new("source image", request.Source.ImageId, source, CanBeRepaired: false);
        }
        else if (image.Tags.ValueOf(Lineage.CopyKey) != CopyKeys.CopyKey(request.Spec.Name, request.Version, source, request.Region, target.Encrypted, target.KmsKeyId))
        {
            yield return new("key asked for", target.KmsKeyId ?? (target.Encrypted ? "the service key" : "none"), "another", CanBeRepaired: false);
        }
    }

    private static TargetSpec Target(RepairImageRequest request) =>
        request.Spec.Targets.FirstOrDefault(target => target.Region == request.Region) ?? new(request.Region, false, null);
}
