namespace SharedImages.Workflows;

/// <summary>What a failed step means for its instance (facts §2.10, §2.12; design §5 "Failures are outcomes"). Pure.</summary>
internal static class PartRules
{
    /// <summary>The step that stands for a cancellation.</summary>
    public const string CancelStep = "cancel";

    /// <summary>Stopped by cancellation before its disk was replaced.</summary>
    public static StepError Cancelled(string region, string instanceId) => new(
        StepErrorKind.NotStarted, $"{region} {instanceId}: the replacement was cancelled before its disk was replaced", "run the replacement again for it");

    /// <summary>Not begun.</summary>
    public static InstanceOutcome NotBegun(string region, ChosenInstance instance, string why) => new()
    {
        Region = region,
        InstanceId = instance.InstanceId,
        End = InstanceEnd.Unchanged,
        ImageId = instance.FormerImageId,
        Error = new(StepErrorKind.NotStarted, $"{region} {instance.InstanceId}: not begun, because {why}", "put that right, then run the replacement again"),
    };

    /// <summary>Another run has it: Temporal lets one workflow of its id run.</summary>
    public static StepError InAnother(string account, string region, string instanceId) => new(
        StepErrorKind.InUse,
        $"{region} {instanceId}: another replacement has it in hand",
        $"see {ReplacementNames.InstanceWorkflowId(account, region, instanceId)}; when that has ended, run this replacement again");

    /// <summary>Its workflow was ended from outside, or has a defect.</summary>
    public static StepError WithoutOutcome(string region, string instanceId, string why) => new(
        StepErrorKind.Internal,
        $"{region} {instanceId}: its workflow ended without an outcome ({why})",
        "look at the instance: it may be stopped; then run the replacement again");

    /// <summary>How an instance ends whose disk was not replaced.</summary>
    /// <param name="error">Why not.</param>
    /// <param name="isAsFound">Whether it runs if it ran.</param>
    public static InstanceEnd EndOfUntouched(StepError error, bool isAsFound) =>
        !isAsFound ? InstanceEnd.FailedAsLeft
        : error.Kind == StepErrorKind.NotStarted ? InstanceEnd.Unchanged
        : InstanceEnd.BackOnFormerImage;

    /// <summary>Whether an instance with a new disk is fit for service once it runs: nothing was said against what is on the disk.</summary>
    public static bool IsFit(StepFailedException failure) => failure.Step == CancelStep;
}
