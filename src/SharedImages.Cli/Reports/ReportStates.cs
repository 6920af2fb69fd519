using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What an item is at while a step runs, in the words of boards. Pure.</summary>
internal static class ReportStates
{
    public static string Parked { get; } = Words.Of(ItemState.Parked);

    public static string Pending { get; } = Words.Of(ItemState.Pending);

    /// <summary>Beginnings of steps; the first that fits counts.</summary>
    private static readonly (string Step, string State)[] Steps =
    [
        ("FindCopy", Words.Of(ItemState.Looking)),
        ("Copy", Words.Of(ItemState.Copying)),
        ("WaitImage", Words.Of(ItemState.Waiting)),
        ("VerifyImage", Words.Of(ItemState.Verifying)),
        ("RunInstances", Words.Of(ItemState.Launching)),
        ("AwaitRunning", Words.Of(ItemState.Launching)),
        ("FindInstances", Words.Of(ItemState.Launching)),
        ("AwaitAgents", Words.Of(ItemState.Testing)),
        ("StartCommand", Words.Of(ItemState.Testing)),
        ("AwaitCommand", Words.Of(ItemState.Testing)),
        ("ShareImage", Words.Of(ItemState.Sharing)),
        ("ChangeShares", Words.Of(ItemState.Sharing)),
        ("PointChannel", Words.Of(ItemState.Moving)),
        ("ReleaseChannel", Words.Of(ItemState.Moving)),
        ("StopForReplacement", "stopping"),
        ("Snapshot", "snapshot"),
        ("MakeFormer", "snapshot"),
        ("ReplaceDisk", "replacing"),
        ("StartReplaced", "starting"),
        ("DeleteInstances", Words.Of(ItemState.Undoing)),
        ("Remove", Words.Of(ItemState.Undoing)),
        ("Unshare", Words.Of(ItemState.Undoing)),
        ("Restore", Words.Of(ItemState.Undoing)),
        ("Release", "releasing"),
        ("Withdraw", "withdrawing"),
        ("Repair", "repairing"),
        ("Mark", "marking"),
        ("AwaitPromotion", "promoting"),
        ("StartPromotion", "promoting"),
        ("Survey", Words.Of(ItemState.Looking)),
        ("Resolve", Words.Of(ItemState.Looking)),
        ("DryRun", Words.Of(ItemState.Looking)),
        ("Find", Words.Of(ItemState.Looking)),
        ("Read", Words.Of(ItemState.Looking)),
    ];

    /// <summary>All of them, in the order in which an item usually goes through them.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, .. Steps.Select(step => step.State).Append(Working).Append(Parked).Distinct(StringComparer.Ordinal)];

    private const string Working = "working";

    /// <param name="step">The activity's type.</param>
    /// <param name="isCopy">Of a copy, for which instances are launched, and deleted, to test it.</param>
    public static string Of(string step, bool isCopy) =>
        isCopy && step is "RunInstances" or "AwaitRunning" or "FindInstances" or "DeleteInstances" ? Words.Of(ItemState.Testing)
        : Steps.FirstOrDefault(known => step.StartsWith(known.Step, StringComparison.Ordinal)).State ?? Working;
}
