namespace SharedImages.Ecs.Simulator;

/// <summary>Images and snapshots that are being made of disks; none of them waits for another (facts §2.7, §2.14).</summary>
internal sealed class CreationQueue
{
    // Those that were cancelled stay in it until their moment.
    private readonly PriorityQueue<CreationJob, DateTimeOffset> ends = new();

    public void Add(CreationJob job, DateTimeOffset now)
    {
        job.Start(now);
        Resume(job);
    }

    /// <summary>Takes in one that runs already.</summary>
    public void Resume(CreationJob job)
    {
        if (job.DueAt is { } end)
        {
            ends.Enqueue(job, end);
        }
    }

    /// <summary>Ends what is due, up to now.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (ends.TryPeek(out var job, out var end) && end <= now)
        {
            ends.Dequeue();
            if (job.IsOpen)
            {
                job.End();
            }
        }
    }
}
