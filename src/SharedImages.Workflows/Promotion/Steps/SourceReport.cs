namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IPromotionActivities.ResolveSourceAsync"/>.</summary>
/// <param name="Account">UID the worker acts for.</param>
/// <param name="Installation">Name of the deployment that the worker belongs to.</param>
/// <param name="Image">The source image; null when none was found.</param>
/// <param name="Refusals">Reasons not to start; empty = none.</param>
public sealed record SourceReport(string Account, string Installation, SourceImage? Image, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Name of the rule that there must be a source image.</summary>
    public const string SourceFound = "source-found";

    /// <summary>Name of the rule that the source image must be Available.</summary>
    public const string SourceAvailable = "source-available";
}
