using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal;

/// <summary>
/// The events of one run, in order, ids from 1. They are kept as they go over the wire, and packed but for the latest: as objects, all
/// histories of a large rehearsal would take twenty times the memory, and most events are read once.
/// </summary>
internal sealed class RunHistory(VirtualClock clock)
{
    // What follows a task is read once more, by the next one; a run that waits holds no more than these unpacked.
    private const int PackSize = 16;

    // Events resemble each other: the more of them are packed together, the smaller they get.
    private const int SealedPackSize = 256;

    private readonly List<HistoryPack> packs = [];
    private readonly List<byte[]> latest = [];

    public int Count { get; private set; }

    public long NextId => Count + 1;

    public long SizeBytes { get; private set; }

    /// <summary>By id.</summary>
    public HistoryEvent this[long id] => Page((int)id - 1, 1).Single();

    /// <summary>All after the first so many.</summary>
    public IEnumerable<HistoryEvent> After(int seen) => Page(seen, Count - seen);

    /// <summary>So many after the first so many.</summary>
    public IEnumerable<HistoryEvent> Page(int seen, int count) => Kept(seen).Take(count).Select(HistoryEvent.Parser.ParseFrom);

    public HistoryEvent Append(EventType type, Action<HistoryEvent> fill)
    {
        var added = New(NextId, type, fill);
        var bytes = added.ToByteArray();
        if (latest.Count == PackSize)
        {
            PackLatest();
        }

        latest.Add(bytes);
        Count++;
        SizeBytes += bytes.Length;
        return added;
    }

    /// <summary>Nothing will follow.</summary>
    public void Seal()
    {
        var all = Kept(0).Chunk(SealedPackSize).Select(HistoryPack.Of).ToList();
        latest.Clear();
        latest.TrimExcess();
        packs.Clear();
        packs.AddRange(all);
        packs.TrimExcess();
    }

    /// <summary>An event that is shown to a worker and not kept: tasks that are tried again are not written (Temporal calls them transient).</summary>
    public HistoryEvent New(long id, EventType type, Action<HistoryEvent> fill)
    {
        var made = new HistoryEvent { EventId = id, EventTime = Timestamp.FromDateTimeOffset(clock.Now), EventType = type };
        fill(made);
        return made;
    }

    private void PackLatest()
    {
        packs.Add(HistoryPack.Of(latest));
        latest.Clear();
    }

    // Only packs with something to read are unpacked.
    private IEnumerable<byte[]> Kept(int skipped)
    {
        foreach (var pack in packs)
        {
            if (skipped < pack.Count)
            {
                foreach (var bytes in pack.Unpack().Skip(skipped))
                {
                    yield return bytes;
                }
            }

            skipped = Math.Max(0, skipped - pack.Count);
        }

        foreach (var bytes in latest.Skip(skipped))
        {
            yield return bytes;
        }
    }
}
