namespace SharedImages.Rehearsal.Tests;

/// <summary>Behaviours in which the rehearsal still differs from the real server. One that no longer does fails its test until it is taken from here.</summary>
internal static class NotYetAlike
{
    public static readonly IReadOnlyCollection<string> Names =
    [
        "ActivityRetryTests.Backoff_GrowsUpToItsMaximum",
        "ActivityTimeoutTests.ScheduleToClose_CutsALaterAttempt",
        "ActivityTimeoutTests.ScheduleToClose_WhileItRuns",
        "AsyncCompletionTests.CompletedTwice_IsNotFound",
        "ChildTests.RunTimeout_ReachesTheParent",
        "EndTests.ContinuedAsNew_CarriesMemoAndAttributes",
        "EndTests.EndedRun_CannotBeCanceledOrTerminated",
        "EndTests.ExecutionTimeout",
        "ExternalTests.CancellationOfAnEndedRun_IsAccepted",
        "ParentCloseTests.RequestCancel",
        "VisibilityTests.List_OfAnUnknownAttribute_IsRefused",
    ];
}
