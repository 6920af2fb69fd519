using SharedImages.Ecs.Simulator;

namespace SharedImages.Benchmarks;

/// <summary>What a fleet's replacement took, by the simulator's own clock and ledger.</summary>
/// <param name="Makespan">From the first call that stops an instance to the last that runs again.</param>
/// <param name="Work">Of each instance the time that ECS itself took: stops, snapshots, replacements, starts.</param>
/// <param name="MostOutOfService">Most instances that did not run at one moment.</param>
/// <param name="MostIds">Most ids in one DescribeInstances.</param>
internal sealed record FleetTimes(TimeSpan Makespan, IReadOnlyList<TimeSpan> Work, int MostOutOfService, int MostIds)
{
    public static FleetTimes Of(IReadOnlyList<LedgerEntry> ledger, IReadOnlyList<SimulatedRequest> requests)
    {
        var statuses = ledger.Where(entry => entry is { Kind: LedgerKind.Instance, Effect: LedgerEffect.Changed, What: "status" }).ToList();
        var work = new SortedDictionary<string, TimeSpan>(StringComparer.Ordinal);
        var (since, stopped, most) = (new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var entry in ledger)
        {
            switch (entry)
            {
                case { Kind: LedgerKind.Instance, Effect: LedgerEffect.Changed, What: "status", After: "Stopping" or "Starting" }:
                case { Kind: LedgerKind.Instance, Effect: LedgerEffect.Changed, What: "locks", After.Length: > 0 }:
                    since[entry.ResourceId] = entry.Time;
                    break;
                case { Kind: LedgerKind.Instance, Effect: LedgerEffect.Changed, What: "status", After: "Stopped" or "Running" }:
                case { Kind: LedgerKind.Instance, Effect: LedgerEffect.Changed, What: "locks" }:
                    Add(work, entry.ResourceId, entry.Time - since[entry.ResourceId]);
                    break;
                default:
                    break;
            }

            if (entry is { Kind: LedgerKind.Instance, Effect: LedgerEffect.Changed, What: "status" })
            {
                _ = entry.After == "Running" ? stopped.Remove(entry.ResourceId) : stopped.Add(entry.ResourceId);
                most = Math.Max(most, stopped.Count);
            }
        }

        AddSnapshots(ledger, requests, work);
        return new(statuses[^1].Time - statuses[0].Time, [.. work.Values], most, requests.Where(request => request.Action == "DescribeInstances").Max(IdsOf));
    }

    /// <summary>One after the other on the place that is free first.</summary>
    public TimeSpan Ideal(int places)
    {
        var free = new PriorityQueue<TimeSpan, TimeSpan>(Enumerable.Repeat((TimeSpan.Zero, TimeSpan.Zero), places));
        foreach (var time in Work)
        {
            var end = free.Dequeue() + time;
            free.Enqueue(end, end);
        }

        return free.UnorderedItems.Max(place => place.Element);
    }

    // A snapshot is of a disk; whose disk that was its name tells.
    private static void AddSnapshots(IReadOnlyList<LedgerEntry> ledger, IReadOnlyList<SimulatedRequest> requests, SortedDictionary<string, TimeSpan> work)
    {
        var names = requests.Where(request => request is { Action: "CreateSnapshot", HttpStatus: 200 }).ToDictionary(request => request.RequestId, request => request.Parameters["SnapshotName"]["replaced-".Length..], StringComparer.Ordinal);
        var made = ledger.Where(entry => entry is { Kind: LedgerKind.Snapshot, Effect: LedgerEffect.Made, RequestId: not null }).ToDictionary(entry => entry.ResourceId, StringComparer.Ordinal);
        foreach (var done in ledger.Where(entry => entry is { Kind: LedgerKind.Snapshot, Effect: LedgerEffect.Changed, What: "status", After: "accomplished" }))
        {
            if (made.TryGetValue(done.ResourceId, out var begun) && names.TryGetValue(begun.RequestId!, out var instance))
            {
                Add(work, instance, done.Time - begun.Time);
            }
        }
    }

    private static void Add(SortedDictionary<string, TimeSpan> work, string instanceId, TimeSpan time) => work[instanceId] = work.GetValueOrDefault(instanceId) + time;

    private static int IdsOf(SimulatedRequest request) => request.Parameters.TryGetValue("InstanceIds", out var ids) ? ids.Count(c => c == ',') + 1 : 0;
}
