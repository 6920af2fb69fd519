namespace SharedImages.Ecs.Simulator;

/// <summary>Open copies: a few run at once per account and destination region, the rest wait their turn (facts §4.2 C2).</summary>
internal sealed class CopyQueue(int atOnce)
{
    private readonly List<ImageRecord> _open = [];

    /// <summary>Images being made by copies that wait or run, oldest first.</summary>
    public IReadOnlyList<ImageRecord> Open => _open;

    public void Add(ImageRecord image, DateTimeOffset now)
    {
        _open.Add(image);
        StartWaiting(image, now);
    }

    public void Cancel(ImageRecord image, DateTimeOffset now)
    {
        image.Copy!.Cancel(now);
        _open.Remove(image);
        StartWaiting(image, now);
    }

    /// <summary>Ends what is due and starts what that made room for, each at its own moment, up to now.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (_open.Where(image => image.Copy!.DueAt <= now).MinBy(image => image.Copy!.DueAt) is { } due)
        {
            due.Copy!.End();
            _open.Remove(due);
            StartWaiting(due, due.Copy.EndedAt!.Value);
        }
    }

    private void StartWaiting(ImageRecord neighbour, DateTimeOffset at)
    {
        var lane = _open.Where(image => image.Owner == neighbour.Owner && image.Region == neighbour.Region).ToList();
        var free = atOnce - lane.Count(image => image.Copy!.IsRunning);
        foreach (var next in lane.Where(image => image.Copy!.IsWaiting).Take(Math.Max(0, free)).ToList())
        {
            next.Copy!.Start(at);
        }
    }
}
