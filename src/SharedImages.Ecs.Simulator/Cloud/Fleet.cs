using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Instances and their disks; some of them vanish by themselves.</summary>
internal sealed class Fleet
{
    private readonly PriorityQueue<InstanceRecord, DateTimeOffset> ends = new();
    private readonly Dictionary<string, List<CloudDisk>> disksOf = new(StringComparer.Ordinal);

    public Fleet()
    {
        InstanceLists = new(Instances, InstanceKeys.Of);
        DiskLists = new(Disks, DiskKeys.Of);
    }

    public ResourceTable<InstanceRecord> Instances { get; } = new(instance => instance.InstanceId, instance => instance.Region);

    public ResourceTable<CloudDisk> Disks { get; } = new(disk => disk.DiskId, disk => disk.Region);

    /// <summary>How many numbers were given.</summary>
    public int Numbers { get; set; }

    /// <summary>Instances that will vanish, and when; the next one first.</summary>
    public IEnumerable<(InstanceRecord Instance, DateTimeOffset At)> Leaving => ends.UnorderedItems
        .Where(item => Instances.Find(item.Element.InstanceId) is not null)
        .OrderBy(item => item.Priority)
        .ThenBy(item => item.Element.InstanceId, StringComparer.Ordinal);

    public ResourceLists<InstanceRecord> InstanceLists { get; }

    public ResourceLists<CloudDisk> DiskLists { get; }

    /// <summary>For addresses and orders: another one each time.</summary>
    public int NextNumber() => ++Numbers;

    public static string PrivateIp(int number) => string.Create(CultureInfo.InvariantCulture, $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}");

    /// <summary>Of a range that is kept for documentation; after 256 instances they repeat.</summary>
    public static string PublicIp(int number) => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number & 255}");

    /// <summary>System disk first.</summary>
    public IReadOnlyList<CloudDisk> DisksOf(InstanceRecord instance) => disksOf[instance.InstanceId];

    public void Add(InstanceRecord instance, IEnumerable<CloudDisk> disks)
    {
        Resume(instance, disks);
        disksOf[instance.InstanceId].ForEach(Disks.Add);
    }

    /// <summary>Takes in an instance whose disks are there already.</summary>
    public void Resume(InstanceRecord instance, IEnumerable<CloudDisk> disks)
    {
        Instances.Add(instance);
        disksOf[instance.InstanceId] = [.. disks.OrderByDescending(disk => disk.IsSystem).ThenBy(disk => disk.Plan.Device, StringComparer.Ordinal)];
    }

    /// <summary>Puts a new disk where an old one was; that is gone.</summary>
    public void Replace(InstanceRecord instance, CloudDisk old, CloudDisk disk)
    {
        var disks = disksOf[instance.InstanceId];
        disks[disks.IndexOf(old)] = disk;
        Disks.Remove(old);
        Disks.Add(disk);
    }

    /// <summary>The instance goes, and with it the disks that live no longer than it.</summary>
    public void Remove(InstanceRecord instance)
    {
        foreach (var disk in DisksOf(instance))
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
        disksOf.Remove(instance.InstanceId);
    }

    /// <summary>Lets an instance vanish at a moment to come.</summary>
    public void RemoveAt(InstanceRecord instance, DateTimeOffset at) => ends.Enqueue(instance, at);

    public void Advance(DateTimeOffset now)
    {
        while (ends.TryPeek(out var instance, out var end) && end <= now)
        {
            ends.Dequeue();
            if (Instances.Find(instance.InstanceId) is not null)
            {
                Remove(instance);
            }
        }
    }
}
