namespace SharedImages.Ecs.Simulator;

/// <summary>Instances and their disks; some of them vanish by themselves.</summary>
internal sealed class Fleet
{
    private readonly PriorityQueue<InstanceRecord, DateTimeOffset> _ends = new();
    private int _numbers;

    public Shelf<InstanceRecord> Instances { get; } = new(instance => instance.InstanceId, instance => instance.Region);

    public Shelf<CloudDisk> Disks { get; } = new(disk => disk.DiskId, disk => disk.Region);

    /// <summary>For addresses and orders: another one each time.</summary>
    public int NextNumber() => ++_numbers;

    /// <summary>System disk first.</summary>
    public IEnumerable<CloudDisk> DisksOf(InstanceRecord instance) =>
        Disks.In(instance.Region).Where(disk => disk.InstanceId == instance.InstanceId).OrderByDescending(disk => disk.IsSystem).ThenBy(disk => disk.Plan.Device, StringComparer.Ordinal);

    public void Add(InstanceRecord instance, IEnumerable<CloudDisk> disks)
    {
        Instances.Add(instance);
        foreach (var disk in disks)
        {
            Disks.Add(disk);
        }
    }

    /// <summary>The instance goes, and with it the disks that live no longer than it.</summary>
    public void Remove(InstanceRecord instance)
    {
        foreach (var disk in DisksOf(instance).ToList())
        {
            if (disk.Plan.DeleteWithInstance)
            {
                Disks.Remove(disk);
            }
            else
            {
                disk.InstanceId = null;
            }
        }

        Instances.Remove(instance);
    }

    /// <summary>Lets an instance vanish at a moment to come.</summary>
    public void RemoveAt(InstanceRecord instance, DateTimeOffset at) => _ends.Enqueue(instance, at);

    public void Advance(DateTimeOffset now)
    {
        while (_ends.TryPeek(out var instance, out var end) && end <= now)
        {
            _ends.Dequeue();
            if (Instances.Find(instance.InstanceId) is not null)
            {
                Remove(instance);
            }
        }
    }
}
