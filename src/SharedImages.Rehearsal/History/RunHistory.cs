using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>The events of one run, in order, ids from 1.</summary>
internal sealed class RunHistory(VirtualClock clock)
{
    private readonly List<HistoryEvent> events = [];

    public IReadOnlyList<HistoryEvent> Events => events;

    public long NextId => events.Count + 1;

    public long SizeBytes { get; private set; }

    public HistoryEvent Append(EventType type, Action<HistoryEvent> fill)
    {
        var added = New(NextId, type, fill);
        events.Add(added);
        SizeBytes += added.CalculateSize();
        return added;
    }

    /// <summary>An event that is shown to a worker and not kept: tasks that are tried again are not written (Temporal calls them transient).</summary>
    public HistoryEvent New(long id, EventType type, Action<HistoryEvent> fill)
    {
        var made = new HistoryEvent { EventId = id, EventTime = Timestamp.FromDateTimeOffset(clock.Now), EventType = type };
        fill(made);
        return made;
    }
}
