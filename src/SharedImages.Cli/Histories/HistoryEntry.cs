using Temporalio.Api.History.V1;

namespace SharedImages.Cli;

/// <summary>Something that happened in a run.</summary>
/// <param name="Time">When, by Temporal's clock.</param>
/// <param name="Event">What it is about.</param>
/// <param name="Text">What happened, in an operator's words.</param>
internal sealed record HistoryEntry(DateTimeOffset Time, HistoryEntryKind Event, string Text)
{
    /// <summary>What an event means.</summary>
    public static HistoryEntry Of(HistoryEvent e, HistoryEntryKind kind, string text) => new(e.EventTime.ToDateTimeOffset(), kind, text);

    /// <summary>Who did it; null where nobody did, or nobody is named.</summary>
    public string? By { get; init; }

    /// <summary>The part that it is about; null where it is about the run, or where no part is named.</summary>
    public string? Item { get; init; }
}
