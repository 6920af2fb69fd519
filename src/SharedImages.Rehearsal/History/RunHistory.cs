using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// The events of one run, in order, ids from 1. They are kept as they go over the wire: as objects, all histories of a large rehearsal
/// would take four times the memory, and most events are read once.
/// </summary>
internal sealed class RunHistory(VirtualClock clock)
{
    private readonly List<byte[]> events = [];

    public int Count => events.Count;

    public long NextId => events.Count + 1;

    public long SizeBytes { get; private set; }

    /// <summary>By id.</summary>
    public HistoryEvent this[long id] => HistoryEvent.Parser.ParseFrom(events[(int)id - 1]);

    /// <summary>All after the first so many.</summary>
    public IEnumerable<HistoryEvent> After(int seen) => Page(seen, events.Count - seen);

    /// <summary>So many after the first so many.</summary>
    public IEnumerable<HistoryEvent> Page(int seen, int count) => events.GetRange(seen, count).Select(HistoryEvent.Parser.ParseFrom);

    public HistoryEvent Append(EventType type, Action<HistoryEvent> fill)
    {
        var added = New(NextId, type, fill);
        var bytes = added.ToByteArray();
        events.Add(bytes);
        SizeBytes += bytes.Length;
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
