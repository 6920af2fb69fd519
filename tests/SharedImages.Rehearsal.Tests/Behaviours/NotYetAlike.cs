namespace SharedImages.Rehearsal.Tests;

/// <summary>Behaviours in which the rehearsal still differs from the real server. One that no longer does fails its test until it is taken from here.</summary>
internal static class NotYetAlike
{
    public static readonly IReadOnlyCollection<string> Names =
    [
        "IdConflictTests.Fail_Refuses",
        "IdConflictTests.TerminateExisting_ReplacesTheRun",
        "IdConflictTests.Unspecified_Refuses",
        "IdConflictTests.UseExisting_GivesTheRun",
        "IdReuseTests.AllowDuplicateFailedOnly_StartsUnlessCompleted",
        "IdReuseTests.AllowDuplicate_AlwaysStarts",
        "IdReuseTests.RejectDuplicate_NeverStarts",
        "IdReuseTests.TerminateIfRunning_ReplacesARunningOne",
        "IdReuseTests.UseExisting_DoesNotGiveAnEndedRun",
        "RequestIdTests.Signal_SameRequest_IsHeardOnce",
        "RequestIdTests.Start_SameRequestAfterTheEnd_GivesTheEndedRun",
        "RequestIdTests.Start_SameRequest_GivesTheSameRun",
        "SignalWithStartTests.EndedRunThatMayNotBeRepeated_IsRefused",
        "SignalWithStartTests.EndedRun_AnotherStarts",
        "SignalWithStartTests.NoRun_StartsOne",
        "SignalWithStartTests.RunningRun_IsSignalled",
        "StartDelayTests.ALaterSignal_DoesNotEndIt",
        "StartDelayTests.CanBeTerminatedMeanwhile",
        "StartDelayTests.FirstTaskComesAfterTheDelay",
        "StartDelayTests.SignalWithStart_WaitsToo",
        "UpdateWithStartTests.EndedRunThatMayNotBeRepeated_IsRefused",
        "UpdateWithStartTests.NoRun_StartsOne",
        "UpdateWithStartTests.RejectedUpdate_TheRunStartsAllTheSame",
        "UpdateWithStartTests.RunningRun_Fail_IsRefusedAndNotUpdated",
        "UpdateWithStartTests.RunningRun_UseExisting_IsUpdated",
    ];
}
