namespace SharedImages.Ecs.Simulator;

/// <summary>All that the simulated service knows. Everything in it is read and changed inside <see cref="Enter{T}"/> only.</summary>
internal sealed class Cloud
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Account> accounts;
    private readonly SimulatorWorld world;

    public Cloud(SimulatorWorld world, LifeClock clock, Present? present = null)
    {
        Clock = clock;
        Rules = world.Rules;
        Regions = world.Regions;
        this.world = world;
        Market = new Market(world);
        Copies = new CopyQueue(world.Rules.CopiesAtOnce, world.Rules.CopiesPerSourceRegion ? SourceRegionOf : image => image.Region);
        RateLimit = new RateLimit(this);
        Now = present?.At ?? clock.Now;
        ImageLists = new(Images, ImageKeys.Of, ImageKeys.NextChange);
        ImageNames = new(Images, ImageLists);
        InvocationLists = new(Invocations, invocation => invocation.Keys());
        SnapshotLists = new(Snapshots, SnapshotKeys.Of);
        Advance();
        accounts = world.Accounts.ToDictionary(account => account.Id, account => new Account(account), StringComparer.Ordinal);
        foreach (var account in world.Accounts)
        {
            foreach (var image in account.Images)
            {
                Add(account.Id, image);
            }
        }

        foreach (var account in world.Accounts)
        {
            foreach (var instance in account.Instances)
            {
                StandingInstance.Add(this, account.Id, instance);
            }
        }

        if (present is not null)
        {
            Resumption.AddAll(this, present);
        }

        Ledger = new Ledger(this, present?.Ledger ?? []);
        if (present is not null)
        {
            Resumption.StartJobs(this, present);
        }
    }

    public LifeClock Clock { get; }

    public Ledger Ledger { get; }

    public RateLimit RateLimit { get; }

    public WorldRules Rules { get; }

    public IReadOnlyList<string> Regions { get; }

    public Market Market { get; }

    public CopyQueue Copies { get; }

    public CreationQueue Creations { get; } = new();

    public Fleet Fleet { get; } = new();

    public Ids Ids { get; } = new();

    public ResourceTable<ImageRecord> Images { get; } = new(image => image.ImageId, image => image.Region);

    public ResourceLists<ImageRecord> ImageLists { get; }

    public ImageNames ImageNames { get; }

    public ResourceLists<SnapshotRecord> SnapshotLists { get; }

    public ResourceTable<SnapshotRecord> Snapshots { get; } = new(snapshot => snapshot.SnapshotId, snapshot => snapshot.Region);

    public ResourceTable<TaskRecord> Tasks { get; } = new(task => task.TaskId, task => task.Region);

    public ResourceTable<CommandRecord> Commands { get; } = new(command => command.CommandId, command => command.Region);

    public ResourceTable<Invocation> Invocations { get; } = new(invocation => invocation.InvokeId, invocation => invocation.Command.Region);

    public ResourceLists<Invocation> InvocationLists { get; }

    public IEnumerable<Account> Accounts => accounts.Values;

    /// <summary>The moment of the current <see cref="Enter{T}"/>.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Brings the cloud up to the present, then works on it alone. Short work only; never waits.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="author">Who does it, when it may change something; null = nobody that the ledger knows.</param>
    public T Enter<T>(Func<T> work, LedgerAuthor? author = null)
    {
        lock (gate)
        {
            Now = Clock.Now;
            Advance();
            Ledger.Settle(LedgerAuthor.Service);
            try
            {
                return work();
            }
            finally
            {
                Ledger.Settle(author ?? LedgerAuthor.Outside());
            }
        }
    }

    /// <inheritdoc cref="Enter{T}"/>
    public void Enter(Action work) => Enter(() =>
    {
        work();
        return true;
    });

    /// <summary>Whether something is special about a region.</summary>
    public bool Is(string region, RegionCondition condition) => world.RegionConditions.Any(special => special.Region == region && special.Conditions.Contains(condition));

    /// <exception cref="ApiException">The account would have too many snapshots in the region.</exception>
    public void CheckRoomForSnapshots(string account, string region, int count)
    {
        if (SnapshotLists[new(Facet.All, region, account)].Count + count > Rules.SnapshotQuota)
        {
            throw new ApiException(403, "QuotaExceed.Snapshot", $"The number of snapshots exceeds the limit ({Rules.SnapshotQuota}).");
        }
    }

    /// <summary>Null when there is no such account.</summary>
    public Account? Account(string id) => accounts.GetValueOrDefault(id);

    /// <summary>How many images an account has in a region, whatever their status.</summary>
    public int CountImages(string account, string region) => ImageLists[new(Facet.Owned, region, account)].Count;

    /// <summary>How many more instances of a type a zone has room for.</summary>
    public int StockLeft(WorldZone zone, WorldInstanceType type) => Market.Count(zone, type) is { } count
        ? Math.Max(0, count - StockTaken(zone, type))
        : int.MaxValue;

    public int StockTaken(WorldZone zone, WorldInstanceType type) =>
        Fleet.InstanceLists[InstanceKeys.In(zone.Region)].From(0).Count(instance => instance.Zone.Id == zone.Id && instance.Type.Id == type.Id && instance.TakesStockAt(Now));

    /// <summary>Invocations of commands that were to run on an instance.</summary>
    public SortedResources<Invocation> InvocationsOn(InstanceRecord instance) => InvocationLists[new(Facet.Instance, instance.Region, instance.Owner, instance.InstanceId)];

    /// <summary>Ends the commands that run on an instance.</summary>
    public void CutOffCommands(InstanceRecord instance, string errorCode)
    {
        foreach (var invocation in InvocationsOn(instance).From(0))
        {
            invocation.CutOff(instance.InstanceId, Now, errorCode);
        }
    }

    /// <summary>Snapshots of a disk that are there.</summary>
    public SortedResources<SnapshotRecord> SnapshotsOf(CloudDisk disk) => SnapshotLists[new(Facet.Disk, disk.Region, disk.Owner, disk.DiskId)];

    /// <summary>Whether a snapshot of a disk is being made.</summary>
    public bool HasOpenSnapshot(CloudDisk disk) => SnapshotsOf(disk).From(0).Any(snapshot => snapshot.Job is { IsOpen: true });

    /// <exception cref="ApiException">A snapshot of the disk is being made.</exception>
    public void CheckNoSnapshotOf(CloudDisk disk)
    {
        if (HasOpenSnapshot(disk))
        {
            throw new ApiException(403, "DiskCreatingSnapshot", "The operation is denied due to a snapshot of the disk that is being created.");
        }
    }

    /// <summary>Never empty.</summary>
    public IReadOnlyList<string> SecurityGroupsOf(string region) => world.SecurityGroupsOf(region);

    /// <summary>How many more instances a security group takes; null = as many as there are.</summary>
    public int? RoomIn(string securityGroup) => world.SecurityGroups.FirstOrDefault(group => group.Id == securityGroup) is { MaxInstances: { } most } group
        ? Math.Max(0, most - Fleet.InstanceLists[InstanceKeys.In(group.Region)].From(0).Count(instance => instance.SecurityGroupIds.Contains(securityGroup, StringComparer.Ordinal)))
        : null;

    /// <summary>Whether an instance uses an image, as DescribeImages says it (facts §3.1).</summary>
    public string UsageOf(ImageRecord image) => Fleet.InstanceLists[InstanceKeys.Using(image.Region, image.ImageId)].From(0).Any(instance => instance.ImagesAt(Now).Contains(image.ImageId, StringComparer.Ordinal)) ? "instance" : "none";

    /// <summary>Takes an image back from an account; whether the account's open copies of it go on is a choice of the world (facts §4.5).</summary>
    /// <returns>Whether it was shared with the account.</returns>
    public bool Unshare(ImageRecord image, string account)
    {
        if (!image.Shares.Remove(account))
        {
            return false;
        }

        if (Rules.UnsharingFailsCopies)
        {
            var copies = Copies.OpenOf(image).Where(copy => copy.Owner == account).ToList();
            copies.ForEach(copy => Copies.Fail(copy, Now));
        }

        return true;
    }

    /// <summary>Of an open copy; its source cannot be deleted meanwhile.</summary>
    private string SourceRegionOf(ImageRecord image) => Images.Find(image.Copy!.SourceImageId!)!.Region;

    private void Advance()
    {
        Copies.Advance(Now);
        Creations.Advance(Now);
        Fleet.Advance(Now);
        ImageLists.Advance(Now);
    }

    /// <summary>Adds a finished image as the world describes it.</summary>
    public ImageRecord Add(string owner, WorldImage definition)
    {
        var imageId = definition.Id ?? Ids.Next("m");
        var created = definition.CreationTime ?? Now;
        var image = new ImageRecord
        {
            ImageId = imageId,
            Owner = owner,
            Region = definition.Region,
            Name = definition.Name,
            Description = definition.Description,
            Family = definition.Family,
            Architecture = definition.Architecture,
            BootMode = definition.BootMode,
            OSType = definition.OSType,
            Platform = definition.Platform,
            OSName = definition.OSName,
            NvmeSupport = definition.NvmeSupport,
            ImdsSupport = definition.ImdsSupport,
            HasAgent = definition.HasAgent,
            CreationTime = created,
            VisibleFrom = DateTimeOffset.MinValue,
            IsCopied = definition.IsCopied,
            Deprecated = definition.Deprecated,
            Conditions = [.. definition.Conditions],
            Disks = [.. definition.Disks.Select((disk, index) => NewDisk(index, disk.Size, disk.KMSKeyId))],
        };
        image.Tags.Set(definition.Tags);
        foreach (var account in definition.SharedWith)
        {
            image.Shares[account] = new Share(created, DateTimeOffset.MinValue);
        }

        AddWithSnapshots(image, source: null);
        return image;
    }

    /// <summary>A disk with the id of a snapshot that is still to be made.</summary>
    public DiskRecord NewDisk(int index, int size, string? keyId) =>
        new($"/dev/xvd{(char)('a' + index)}", index == 0 ? "system" : "data", size, Ids.Next("s"), keyId);

    /// <summary>Adds an image and one snapshot per disk.</summary>
    /// <param name="image">The image.</param>
    /// <param name="source">The image that it is a copy of; null = none.</param>
    /// <param name="disks">The disks that it is made of; null = none.</param>
    public void AddWithSnapshots(ImageRecord image, ImageRecord? source, IReadOnlyList<CloudDisk>? disks = null)
    {
        Images.Add(image);
        foreach (var (disk, index) in image.Disks.Select((disk, index) => (disk, index)))
        {
            Snapshots.Add(new SnapshotRecord
            {
                SnapshotId = disk.SnapshotId,
                Owner = image.Owner,
                Region = image.Region,
                DiskType = disk.Type,
                Size = disk.Size,
                KMSKeyId = disk.KMSKeyId,
                CreationTime = image.CreationTime,
                ImageId = image.ImageId,
                SourceDiskId = disks?[index].DiskId ?? "",
                Traits = index == 0 ? image.Traits : null,
                Job = image.Job,
                SourceSnapshotId = source?.Disks[index].SnapshotId ?? "",
                SourceRegion = source?.Region ?? "",
            });
        }
    }
}
