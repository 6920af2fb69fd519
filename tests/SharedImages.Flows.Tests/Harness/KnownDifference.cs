namespace SharedImages.Flows.Tests;

/// <summary>Something in which the histories of one scenario differ between a real server and a rehearsal, or between two runs on one of them.</summary>
/// <param name="What">As docs/rehearsal.md names it.</param>
/// <param name="Why">The reason, as docs/rehearsal.md gives it.</param>
/// <param name="Attributes">The attributes of events that are not compared for that.</param>
internal sealed record KnownDifference(string What, string Why, params string[] Attributes)
{
    /// <summary>All there are; nothing else is left out of a comparison.</summary>
    public static readonly IReadOnlyList<KnownDifference> All =
    [
        new(
            "workflow-task events, and ids of events",
            "how events are batched into tasks differs from run to run on the real server itself, and all ids of events with it",
            "originalEventId", "parentInitiatedEventVersion", "version", "taskId"),
        new(
            "updates are never speculative: a rejected one leaves its workflow task in the history",
            "the same"),
        new(
            "ids, identities, tokens and times",
            "each server and each run gives its own",
            "identity", "requestId", "namespaceId", "parentWorkflowNamespaceId", "control", "activityId", "workflowExecutionExpirationTime", "firstWorkflowTaskBackoff"),
        new(
            "attempts of a retried activity, and the failure of the last one",
            "a look at a copy is an attempt, and how many there are depends on when they are",
            "attempt", "lastFailure", "stackTrace"),
        new(
            "what the SDK says of itself and the server keeps for its own use",
            "it tells of program versions, sizes and bills, not of the workflow",
            "workerVersion", "sdkMetadata", "meteringMetadata", "historySizeBytes", "encodedAttributes", "header", "prevAutoResetPoints"),
        new(
            "of items that park at the same moment, which is the first",
            "their news come in any order, and `ImageParkedSince` is the first one's time"),
        new(
            "two flow tests need a real server",
            "in one a copy is to end while a call is held, and virtual time stands while an activity runs; one resets a promotion"),
        new(
            "delays of retries are exact",
            "the real server's timers have a resolution of up to a second"),
    ];
}
