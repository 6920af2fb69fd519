namespace SharedImages.Ecs.Simulator;

/// <summary>Open copies: a few run at once per account and region, the rest wait their turn (facts §4.2 C2).</summary>
/// <param name="atOnce">How many.</param>
/// <param name="regionOf">The region that a copy counts in.</param>
internal sealed class CopyQueue(int atOnce, Func<ImageRecord, string> regionOf)
{
    private readonly Dictionary<(string Owner, string Region), CopyLane> lanes = [];

    private readonly Dictionary<string, HashSet<ImageRecord>> bySource = new(StringComparer.Ordinal);

    // Copies that were cancelled or failed early stay in it until their moment.
    private readonly PriorityQueue<ImageRecord, DateTimeOffset> ends = new();

    /// <summary>Images being made by copies that wait or run.</summary>
    public IEnumerable<ImageRecord> Open => lanes.Values.SelectMany(lane => lane.Running.Concat(lane.Waiting));

    /// <summary>Images whose copies have no slot yet, oldest first within each lane.</summary>
    public IEnumerable<ImageRecord> Waiting => lanes.OrderBy(lane => $"{lane.Key.Owner}/{lane.Key.Region}", StringComparer.Ordinal).SelectMany(lane => lane.Value.Waiting);

    /// <summary>Takes in a copy that runs already.</summary>
    public void Resume(ImageRecord image)
    {
        Register(image);
        LaneOf(image).Running.Add(image);
        if (image.Copy!.DueAt is { } end)
        {
            ends.Enqueue(image, end);
        }
    }

    /// <summary>Images being made by copies of one image.</summary>
    public IReadOnlyCollection<ImageRecord> OpenOf(ImageRecord source) => bySource.GetValueOrDefault(source.ImageId) ?? [];

    public void Add(ImageRecord image, DateTimeOffset now)
    {
        Register(image);
        var lane = LaneOf(image);
        lane.Waiting.AddLast(image);
        StartWaiting(lane, now);
    }

    public void Cancel(ImageRecord image, DateTimeOffset now)
    {
        image.Copy!.Cancel(now);
        Leave(image, now);
    }

    /// <summary>Ends a copy as failed before its time.</summary>
    public void Fail(ImageRecord image, DateTimeOffset now)
    {
        image.Copy!.Fail(now);
        Leave(image, now);
    }

    /// <summary>Ends what is due and starts what that made room for, each at its own moment, up to now.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (ends.TryPeek(out var due, out var end) && end <= now)
        {
            ends.Dequeue();
            if (due.Copy!.IsOpen)
            {
                due.Copy.End();
                LaneOf(due).Running.Remove(due);
                Close(due);
                StartWaiting(LaneOf(due), end);
            }
        }
    }

    private void Leave(ImageRecord image, DateTimeOffset now)
    {
        var lane = LaneOf(image);
        lane.Waiting.Remove(image);
        lane.Running.Remove(image);
        Close(image);
        StartWaiting(lane, now);
    }

    private void Register(ImageRecord image)
    {
        var source = image.Copy!.SourceImageId!;
        (bySource.TryGetValue(source, out var open) ? open : bySource[source] = []).Add(image);
    }

    private void Close(ImageRecord image)
    {
        var source = image.Copy!.SourceImageId!;
        if (bySource[source].Remove(image) && bySource[source].Count == 0)
        {
            bySource.Remove(source);
        }
    }

    private CopyLane LaneOf(ImageRecord image)
    {
        var key = (image.Owner, regionOf(image));
        return lanes.TryGetValue(key, out var lane) ? lane : lanes[key] = new();
    }

    private void StartWaiting(CopyLane lane, DateTimeOffset at)
    {
        while (lane.Running.Count < atOnce && lane.Waiting.First is { Value: var next })
        {
            lane.Waiting.RemoveFirst();
            lane.Running.Add(next);
            next.Copy!.Start(at);
            if (next.Copy.DueAt is { } end)
            {
                ends.Enqueue(next, end);
            }
        }
    }
}
