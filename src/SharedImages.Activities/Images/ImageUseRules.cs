using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Which image a reference means, and whether it is ready to be used, by what ECS says of it. Pure.</summary>
internal static class ImageUseRules
{
    /// <summary>Rule: the image is there.</summary>
    public const string Found = "image-found";

    /// <summary>Rule: a promotion has left its finished image there.</summary>
    public const string Finished = "image-finished";

    /// <summary>Rule: there is more than a promotion's intake, which is not for use: it may be deleted, and its name is nobody's.</summary>
    public const string IntakeOnly = "image-intake";

    /// <summary>Rule: the image is of the account that the spec names.</summary>
    public const string Owner = "image-owner";

    /// <summary>Rule: it is a custom image.</summary>
    public const string Custom = "image-kind";

    /// <summary>Rule: it can be used now.</summary>
    public const string Usable = "image-available";

    /// <summary>What a promotion left in a region: one image with the whole lineage that was copied, verified and shared to the end, or why there is none.</summary>
    /// <param name="promotion">Its name and version.</param>
    /// <param name="region">The region.</param>
    /// <param name="there">What carries its name and version there.</param>
    public static (Image? Image, Refusal? Refusal) Left(string promotion, string region, IReadOnlyList<Image> there)
    {
        var copies = there.Where(image => ImageRules.HasLineage(image) && !IsDead(image)).ToList();
        var meant = copies.Where(image => !IsIntakeOnly(image)).ToList();
        var finished = meant.Where(image => image.Tags.ValueOf(Lineage.Done) == Lineage.DoneValue).ToList();
        return (finished, meant, copies, there) switch
        {
            ({ Count: 1 }, _, _, _) => (finished[0], null),
            ({ Count: > 1 }, _, _, _) => (null, new(
                Finished,
                $"{promotion} has left {finished.Count} images in {region}: {Ids(finished)}; delete those that are not meant, or name one by its id")),
            (_, { Count: > 0 }, _, _) => (null, new(
                Finished,
                $"{Ids(meant)} in {region} is not finished: {promotion} has not verified and shared it; run the promotion to its end")),
            (_, _, { Count: > 0 }, _) => (null, new(
                IntakeOnly,
                $"{promotion} has only its intake {Ids(copies)} in {region}, which is no target's image; make {region} a target of the promotion, or name that image by its id")),
            (_, _, _, { Count: > 0 }) => (null, new(
                Finished,
                $"{Ids(there)} in {region} carries the name of {promotion}, but is a failed copy or lacks a part of its lineage; run the promotion again")),
            _ => (null, new(Found, $"{promotion} has left no image in {region}; promote it there, or leave {region} out")),
        };
    }

    /// <summary>There is no image of a promotion wherever it was looked for.</summary>
    /// <param name="promotion">Its name and version.</param>
    /// <param name="regions">Where it was looked for; empty = everywhere.</param>
    /// <param name="run">Its newest run; null = Temporal knows none.</param>
    public static Refusal Nothing(string promotion, IReadOnlyList<string> regions, RunFacts? run)
    {
        var where = regions.Count == 0 ? "any region" : string.Join(", ", regions);
        return new(Found, run switch
        {
            null => $"no promotion {promotion} is known: there is no run of it and no image in {where}; correct image.promotion, or promote first",
            { IsOpen: true } => $"the promotion {promotion} still runs and has no image in {where} yet; run again when it has completed",
            _ => $"the promotion {promotion} has ended and left no image in {where}; see how it ended ({run.WorkflowId}), then run it again",
        });
    }

    /// <summary>Whether an image that is named is the one that is meant.</summary>
    public static IEnumerable<Refusal> Named(ImageReference reference, string region, Image? image)
    {
        if (image is null)
        {
            yield return new(Found, $"{reference.ImageId} is not in {region}, or is not shared with this account; correct it, or ask its owner to share it there");
            yield break;
        }

        if (reference.Owner is { } owner && image.ImageOwnerId != owner)
        {
            yield return new(Owner, $"{image.ImageId} belongs to {image.ImageOwnerId}, not to {owner} as the spec says; correct image.owner if that account is meant");
        }

        if (image.IsPublic || image.ImageOwnerAlias is "system" or "marketplace")
        {
            yield return new(Custom, $"{image.ImageId} is a {(image.IsPublic ? "community" : image.ImageOwnerAlias)} image; name a custom image, of ours or shared with this account");
        }
    }

    /// <summary>Whether it can be used now (facts §3.1: Available may come before usable).</summary>
    public static IEnumerable<Refusal> Ready(string region, Image image)
    {
        if (image.Status != ImageStatus.Available)
        {
            yield return new(Usable, $"{image.ImageId} in {region} is {image.Status}, and only an Available image is used; run again when it is, or choose another");
        }
        else if (image.Usable == false)
        {
            yield return new(Usable, $"{image.ImageId} in {region} is Available but not usable yet; run again in some minutes");
        }

        if (ImageRules.Mark(image) is var mark and not ImageMark.None)
        {
            yield return new("mark", $"{image.ImageId} in {region} is {(mark == ImageMark.Recalled ? "recalled" : "on its way out (retiring)")}; use another version");
        }
    }

    private static bool IsDead(Image image) => image.Status is ImageStatus.CreateFailed or ImageStatus.UnAvailable;

    // An intake whose region is a target has that target's name.
    private static bool IsIntakeOnly(Image image) => image.ImageName == CopyKeys.IntakeName(image.Tags.ValueOf(Lineage.CopyKey));

    private static string Ids(IReadOnlyList<Image> images) => string.Join(", ", images.Select(image => image.ImageId).Order(StringComparer.Ordinal));
}
