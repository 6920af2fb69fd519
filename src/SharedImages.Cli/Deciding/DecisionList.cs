using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>One decision on many parked items.</summary>
internal sealed record DecisionList
{
    private static readonly string[] Header = ["RUN", "ITEM", "STEP", "PARKED"];

    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(DecisionList);

    public required IReadOnlyList<PendingDecision> Decisions { get; init; }

    /// <summary>Parked runs in which nothing is decided on, and why, a line each.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    private int Runs => Decisions.DistinctBy(decision => decision.Run.RunId).Count();

    /// <summary>What would be decided.</summary>
    /// <param name="now">Ages are told.</param>
    /// <param name="command">The command that does it.</param>
    public IEnumerable<string> Proposal(DateTimeOffset now, string command) => Decisions.Count == 0
        ? ["There is nothing to decide on.", .. LeftOut]
        :
        [
            $"{Words.Of(Decisions[0].Action)} would be decided on {Words.Count(Decisions.Count, "parked item")} of {Words.Count(Runs, "run")}:",
            .. TextTable.Lines(Header, [.. Decisions.Select(decision => (string[])[decision.Run.WorkflowId, decision.Item, decision.Step, decision.Since is { } since ? Words.Age(now - since) : ""])]),
            .. LeftOut,
            $"Decide so with: {command}",
        ];

    /// <summary>What came of it.</summary>
    public IEnumerable<string> Report() =>
    [
        .. Decisions.Select(decision => decision.Taken == true
            ? $"{decision.Run.WorkflowId}: {decision.Item} goes on ({Words.Of(decision.Action)})"
            : $"{decision.Run.WorkflowId}: {decision.Item}: {decision.Problem}"),
        .. LeftOut,
        string.Create(CultureInfo.InvariantCulture, $"{Decisions.Count(decision => decision.Taken == true)} of {Decisions.Count} decisions were taken."),
    ];
}
