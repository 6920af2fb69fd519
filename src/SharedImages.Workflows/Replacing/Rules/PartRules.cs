namespace SharedImages.Workflows;

/// <summary>What a failed step means for its instance (facts §2.10, §2.12; design §5 "Failures are outcomes"). Pure.</summary>
internal static class PartRules
{
    /// <summary>The step that stands for a cancellation.</summary>
    public const string CancelStep = "cancel";

    /// <summary>Stopped by cancellation before its disk was replaced.</summary>
    public static StepError Canceled(string region, string instanceId) => new(
        StepErrorKind.NotStarted, $"{region} {instanceId}: the replacement was canceled before its disk was replaced", "run the replacement again for it");

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

    /// <summary>Its window ended from outside before it told how the instance is.</summary>
    public static InstanceOutcome Unknown(string region, ChosenInstance instance, string why) => NotBegun(region, instance, why) with
    {
        End = InstanceEnd.FailedAsLeft,
        InService = false,
        Error = new(
            StepErrorKind.Internal,
            $"{region} {instance.InstanceId}: its window ended without telling how it is ({why})",
            "look at the instance: it may be stopped, have its new disk, or not have been begun; what was under way is brought to an end by itself; then run the replacement again"),
    };

    /// <summary>One that was to be brought back is as it was.</summary>
    public static string NotBroughtBack(InstanceOutcome outcome, string why) => $"{outcome.Region} {outcome.InstanceId} was not brought back: {why}";

    /// <summary>It is not on the disk that this run gave it.</summary>
    public static StepError OtherDisk(string region, string instanceId, string? expected, string found) => new(
        StepErrorKind.Mismatch,
        $"{region} {instanceId}: it is on {found} now, not on {expected}, which this replacement gave it",
        "see who has replaced its disk since, and bring it back by hand if that is still wanted");

    /// <summary>Nobody decides on a failed test: the instance goes its way back.</summary>
    public static StepError TestFailed(StepError error) => error with { Remedy = "see what is wrong with the image or the command, then run the replacement again for it" };

    /// <summary>A disk was asked for that ECS may still give it.</summary>
    public static StepError MayStillCome(StepError error) => error with
    {
        Remedy = "a disk was asked for that may still come: look at the instance in the console, and run the replacement again when nothing is under way there",
    };

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
