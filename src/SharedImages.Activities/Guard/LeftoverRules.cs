using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>
/// Which copies no run will come back for. By proof alone: whatever is not known to be one is none. Pure.
/// </summary>
internal static class LeftoverRules
{
    /// <summary>What keeps an image; null = nothing, it is a leftover.</summary>
    /// <param name="facts">The image.</param>
    /// <param name="account">The account in use.</param>
    /// <param name="installation">This deployment.</param>
    /// <param name="madeBefore">What was made later may be in the making.</param>
    public static string? KeptFor(LeftoverFacts facts, string account, string installation, DateTimeOffset madeBefore)
    {
        var (image, tags) = (facts.Image, facts.Image.Tags);
        return image.ImageOwnerId != account ? $"it belongs to {image.ImageOwnerId}"
            : !ImageRules.HasLineage(image) ? "it carries only a part of the lineage of a copy that a promotion made"
            : tags.ValueOf(Lineage.Installation) != installation ? "another installation made it"
            : tags.ValueOf(Lineage.Done) == Lineage.DoneValue ? "a promotion has finished it"
            : tags.ValueOf(Lineage.Mark).Length > 0 ? "it is marked: a retirement or a recall has to do with it"
            : ImageRules.KeptFor(image)
            ?? (facts.SharedWith.Count > 0 ? $"it is shared with {string.Join(' ', facts.SharedWith)}"
            : image.CreationTime is not { } made || made > madeBefore ? "it is not old enough"
            : facts.Users is [var user, ..] ? $"{user.WorkflowId} is under way and may need it"
            : facts.Run is RunState.Open ? "its run is under way"
            : facts.Run is RunState.Completed ? "its run has completed, which leaves nothing unfinished: somebody has taken its mark away"
            : null);
    }

    /// <summary>Whether a sweep may remove it.</summary>
    public static StepError? Refuse(LeftoverFacts facts, string account, string installation, DateTimeOffset madeBefore) =>
        KeptFor(facts, account, installation, madeBefore) is { } why
            ? new(StepErrorKind.Refused, $"{facts.Region}/{facts.Image.ImageId} is no leftover: {why}", "nothing: it was left as it is", ImageId: facts.Image.ImageId)
            : null;
}
