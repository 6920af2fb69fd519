using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What was recalled is neither taken nor shared, and is marked and released by recalls alone. Pure.</summary>
internal static class RecallRules
{
    /// <summary>Rule: it was not recalled.</summary>
    public const string Recalled = "recalled";

    /// <summary>Whether an image was recalled, or made of one that was; its mark counts as the register does.</summary>
    public static bool IsRecalled(Image image, IReadOnlySet<string> recalled) =>
        ImageRules.Mark(image) == ImageMark.Recalled || recalled.Contains(image.ImageId) || recalled.Contains(image.Tags.ValueOf(Lineage.SourceImage));

    /// <summary>Why it may be neither taken nor shared now; null = it may.</summary>
    /// <param name="where">Where, or to what.</param>
    /// <param name="image">The image.</param>
    /// <param name="recalled">What the register lists.</param>
    public static StepError? Refuse(string where, Image image, IReadOnlySet<string> recalled) => IsRecalled(image, recalled) ? Recall(where, image.ImageId) : null;

    /// <summary>The same by the register alone, of an image that is looked at when it is taken.</summary>
    public static StepError? Refuse(string where, string imageId, IReadOnlySet<string> recalled) => recalled.Contains(imageId) ? Recall(where, imageId) : null;

    /// <summary>The same as a reason not to begin.</summary>
    public static IEnumerable<Refusal> Refusals(string region, Image image, IReadOnlySet<string> recalled)
    {
        if (IsRecalled(image, recalled))
        {
            yield return new(Recalled, $"{image.ImageId} in {region} was recalled, or made of an image that was; use another version");
        }
    }

    /// <summary>The same of an image whose mark has been looked at.</summary>
    public static IEnumerable<Refusal> Listed(string region, Image image, IReadOnlySet<string> recalled) =>
        ImageRules.Mark(image) == ImageMark.Recalled ? [] : Refusals(region, image, recalled);

    /// <summary>Whether a recall may mark it and take it out of use: what it says is in the register, so that it is refused from then on.</summary>
    public static StepError? RefuseRecall(Image image, string account, IReadOnlySet<string> recalled) => RefuseForeign(image, account)
        ?? (recalled.Contains(image.ImageId) ? null : Refused(image, $"{image.ImageId} is not in the register of recalls", "find out who took it out, then run the recall again"));

    /// <summary>Whether a recall may take its mark away: no recall lists it any more.</summary>
    public static StepError? RefuseRelease(Image image, string account, IReadOnlySet<string> recalled) => RefuseForeign(image, account)
        ?? (recalled.Contains(image.ImageId) || recalled.Contains(image.Tags.ValueOf(Lineage.SourceImage))
            ? Refused(image, $"{image.ImageId} is in the register of recalls, by another recall", "skip it; it can be used when that recall is released too")
            : null);

    // Of whatever promotion.
    private static StepError? RefuseForeign(Image image, string account) => ImageRules.RefuseOther(image, account, image.Tags.ValueOf(Lineage.Promotion), version: null);

    private static StepError Recall(string where, string imageId) => new(
        StepErrorKind.Refused, $"{where}: {imageId} was recalled, or made of an image that was", "take another version; if it is good after all, release the recall (sharedimages recall release)", ImageId: imageId);

    private static StepError Refused(Image image, string message, string remedy) => new(StepErrorKind.Refused, message, remedy, ImageId: image.ImageId);
}
