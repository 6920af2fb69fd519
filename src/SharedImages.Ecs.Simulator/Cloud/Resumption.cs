namespace SharedImages.Ecs.Simulator;

/// <summary>Puts what a world file has under <c>present</c> into a new cloud.</summary>
internal static class Resumption
{
    /// <summary>Everything that was there; nothing happens yet.</summary>
    public static void AddAll(Cloud cloud, Present present)
    {
        (cloud.Ids.Given, cloud.Fleet.Numbers) = (present.Ids, present.Addresses);
        Put(cloud.Images, present.Images);
        Put(cloud.Snapshots, present.Snapshots);
        Put(cloud.Commands, present.Commands);
        Put(cloud.Invocations, present.Invocations);
        Put(cloud.Tasks, present.Tasks);
        Put(cloud.Fleet.Disks, present.Disks);
        var disks = present.Disks.ToLookup(disk => disk.InstanceId, StringComparer.Ordinal);
        foreach (var instance in present.Instances)
        {
            cloud.Fleet.Resume(instance, disks[instance.InstanceId]);
        }

        foreach (var (instance, at) in present.Leaving)
        {
            cloud.Fleet.RemoveAt(cloud.Fleet.Instances.Find(instance)!, at);
        }

        foreach (var stock in present.Stock)
        {
            cloud.Market.SetCount(cloud.Market.Zone(stock.Zone)!, cloud.Market.Type(stock.Type)!, stock.Count);
        }

        static void Put<T>(ResourceTable<T> table, IEnumerable<T> resources)
            where T : class
        {
            foreach (var resource in resources)
            {
                table.Add(resource);
            }
        }
    }

    /// <summary>Lets copies and other work go on from where they were.</summary>
    public static void StartJobs(Cloud cloud, Present present)
    {
        foreach (var image in present.Images.Where(image => image.Copy is { IsRunning: true }))
        {
            cloud.Copies.Resume(image);
        }

        foreach (var id in present.WaitingCopies)
        {
            cloud.Copies.Add(cloud.Images.Find(id)!, cloud.Now);
        }

        var builds = present.Images.Select(image => image.Build).Concat(present.Snapshots.Select(snapshot => snapshot.Job));
        foreach (var job in builds.OfType<CreationJob>().Distinct().Where(job => job is { IsRunning: true, SourceImageId: null }))
        {
            cloud.Creations.Resume(job);
        }
    }
}
