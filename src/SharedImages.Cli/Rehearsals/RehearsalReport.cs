using System.Globalization;
using SharedImages.Rehearsal;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a rehearsal came to.</summary>
internal sealed record RehearsalReport
{
    public string ApiVersion { get; } = ContractNames.ApiVersion;

    public string Kind { get; } = nameof(RehearsalReport);

    /// <summary>An <see cref="OperationResult"/> with all that its kind has in it; null when it waits for a decision, and <see cref="Progress"/> says for which.</summary>
    public object? Result { get; init; }

    /// <summary>Of the demo: what the operations came to that followed.</summary>
    public IReadOnlyList<object>? Then { get; init; }

    /// <summary>Where it stands when it waits for a decision.</summary>
    public OperationProgress? Progress { get; init; }

    /// <summary>Seconds that passed on the virtual clock: about what it would take in reality.</summary>
    public required double VirtualSeconds { get; init; }

    /// <summary>Seconds that it took here.</summary>
    public required double WallSeconds { get; init; }

    public required int EcsCalls { get; init; }

    /// <summary>Images that the account has now and had not before; null when the kind makes none.</summary>
    public required int? CopiesMade { get; init; }

    /// <summary>Images that the spec asks for, the intake counted once; null when the kind makes none.</summary>
    public required int? CopiesAsked { get; init; }

    /// <summary>What Temporal Cloud would count as actions while nobody looks on.</summary>
    public int TemporalActions => TemporalActionsByKind.Sum(kind => kind.Count);

    /// <summary>The same, kind by kind, as Temporal's list of actions has them.</summary>
    public required IReadOnlyList<ActionCount> TemporalActionsByKind { get; init; }

    public IEnumerable<string> Lines() =>
    [
        "",
        string.Create(CultureInfo.InvariantCulture, $"{Span(VirtualSeconds)} on the virtual clock, {WallSeconds:0.0} s on the wall"),
        .. CopiesAsked is { } asked ? [string.Create(CultureInfo.InvariantCulture, $"{CopiesMade} copies made, {asked} asked for")] : (string[])[],
        string.Create(CultureInfo.InvariantCulture, $"{EcsCalls} ECS calls, {TemporalActions} Temporal actions:"),
        .. TemporalActionsByKind.Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"  {kind.Count,6} {kind.Kind}")),
    ];

    private static string Span(double seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        return span.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
            : span.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min");
    }
}
