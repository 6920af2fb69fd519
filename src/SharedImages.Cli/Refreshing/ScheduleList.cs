using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The schedules of refreshes.</summary>
internal sealed record ScheduleList
{
    private static readonly string[] Header = ["ID", "STATE", "NEXT", "LAST", "NOTE"];

    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(ScheduleList);

    public required IReadOnlyList<ListedSchedule> Schedules { get; init; }

    /// <summary>For people.</summary>
    public IEnumerable<string> Lines() => Schedules.Count == 0
        ? [$"There is none; create one with: {Invocation.Program} schedule apply FILE"]
        : TextTable.Lines(Header, [.. Schedules.Select(schedule => (IReadOnlyList<string>)[schedule.Id, schedule.Paused ? "paused" : "active", Text(schedule.Next), Text(schedule.Last), schedule.Note ?? ""])]);

    private static string Text(DateTimeOffset? time) => time is { } value ? Words.Of(value) : "";
}
