namespace SharedImages.Workflows;

/// <summary>What a failed step means for its region (facts §8; design §5 "Failures are outcomes"). Pure.</summary>
internal static class FailureRules
{
    /// <summary>How many times a copy that ECS failed is begun anew without asking anybody.</summary>
    public const int MaxFailedCopies = 2;

    /// <summary>Fail at once, begin anew, or park.</summary>
    /// <param name="error">Why the step failed.</param>
    /// <param name="hop">Which hop: an owner untrusted before anything was written ends it, a trust revoked later waits for a decision.</param>
    /// <param name="failedCopies">How many copies ECS has failed so far, this one included.</param>
    public static FailureVerdict Decide(StepError error, Hop hop, int failedCopies) => error.Kind switch
    {
        StepErrorKind.CopyFailed when failedCopies <= MaxFailedCopies => FailureVerdict.BeginAnew,
        StepErrorKind.Untrusted when hop == Hop.Intake => FailureVerdict.Fail,
        _ when error.NeedsAnotherSpec() => FailureVerdict.Fail,
        _ => FailureVerdict.Park,
    };

    /// <summary>The decisions that an operator can take.</summary>
    /// <param name="hop">An intake cannot be left out: every target depends on it.</param>
    public static IReadOnlyList<ResolveAction> Actions(Hop hop) => hop == Hop.Intake
        ? [ResolveAction.Retry, ResolveAction.RetryAsNew, ResolveAction.Abort]
        : [ResolveAction.Retry, ResolveAction.RetryAsNew, ResolveAction.Skip, ResolveAction.Abort];

    /// <summary>
    /// Whether a copy that was adopted from an earlier run is no use, so that beginning anew removes it too. After any other failure it is a
    /// good one, and is found again.
    /// </summary>
    public static bool IsUseless(StepError error) => error.Kind is StepErrorKind.CopyFailed or StepErrorKind.Stalled or StepErrorKind.Mismatch or StepErrorKind.TestFailed;
}
