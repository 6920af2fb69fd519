namespace SharedImages.Workflows;

/// <summary>What a failed step means for its region of a launch (facts §2.8). Pure.</summary>
internal static class LaunchFailureRules
{
    /// <summary>The decisions that an operator can take.</summary>
    public static IReadOnlyList<ResolveAction> Actions { get; } = [ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort];

    /// <summary>
    /// Whether undo need not ask again about an unanswered group. The worker refuses one only after it was not to be seen for as long as ECS
    /// may hide it, and nothing is sent by an undone region any more; an undo that waited for a setting to change would never end.
    /// </summary>
    public static bool IsSettled(StepError error) =>
        error.IsAnswered() || (error is { Code: null, Kind: StepErrorKind.NotAllowed or StepErrorKind.Untrusted or StepErrorKind.NotFound or StepErrorKind.Refused });
}
