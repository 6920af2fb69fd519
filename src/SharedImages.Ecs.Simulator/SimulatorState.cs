namespace SharedImages.Ecs.Simulator;

/// <summary>A look into the simulator past all rules of visibility, and changes from outside, as other people would make them. Thread-safe.</summary>
public sealed class SimulatorState
{
    private readonly Cloud cloud;
    private readonly Identities identities;
    private readonly Journal journal;

    internal SimulatorState(Cloud cloud, Identities identities, Journal journal)
    {
        this.cloud = cloud;
        this.identities = identities;
        this.journal = journal;
    }

    /// <summary>The last 20 000 requests, oldest first; fewer when their parameters have more than 32 Mi characters together.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => journal.All();

    /// <summary>Which call made, changed, shared, unshared or removed what, and what is left.</summary>
    public SimulatedLedger Ledger => cloud.Enter(cloud.Ledger.Show);

    /// <summary>All images, or those of an account or region, in the order in which they were made.</summary>
    public IReadOnlyList<SimulatedImage> Images(string? account = null, string? region = null) => cloud.Enter(() => cloud.Images.All
        .Where(image => (account is null || image.Owner == account) && (region is null || image.Region == region))
        .Select(image => SimulatedImage.Of(image, cloud.Now))
        .ToList());

    /// <summary>One image.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public SimulatedImage Image(string imageId) => OnImage(imageId, image => SimulatedImage.Of(image, cloud.Now));

    /// <summary>All snapshots, or those of an account or region, in the order in which they were made.</summary>
    public IReadOnlyList<SimulatedSnapshot> Snapshots(string? account = null, string? region = null) => cloud.Enter(() => cloud.Snapshots.All
        .Where(snapshot => (account is null || snapshot.Owner == account) && (region is null || snapshot.Region == region))
        .Select(snapshot => new SimulatedSnapshot(snapshot.SnapshotId, snapshot.Owner, snapshot.Region, snapshot.Status, snapshot.KMSKeyId, snapshot.ImageId, snapshot.BacksImage(cloud)))
        .ToList());

    /// <summary>All instances, or those of an account or region, in the order in which they were made.</summary>
    public IReadOnlyList<SimulatedInstance> Instances(string? account = null, string? region = null) => cloud.Enter(() => cloud.Fleet.Instances.All
        .Where(instance => (account is null || instance.Owner == account) && (region is null || instance.Region == region))
        .Select(instance => SimulatedInstance.Of(instance, cloud))
        .ToList());

    /// <summary>An instance.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public SimulatedInstance Instance(string instanceId) => OnInstance(instanceId, instance => SimulatedInstance.Of(instance, cloud));

    /// <summary>Begins a task of an account, such as another tool would, for example an <c>ImportImage</c>. Nothing comes of it but the task.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">ECS has no task with such an action.</exception>
    /// <exception cref="KeyNotFoundException">There is no such account.</exception>
    public string AddTask(string account, string region, string action, TimeSpan duration, string resourceId = "") => cloud.Enter(() =>
    {
        if (!TaskRecord.Actions.Contains(action, StringComparer.Ordinal))
        {
            throw new ArgumentException($"ECS has no task {action}; there are {string.Join(", ", TaskRecord.Actions)}.", nameof(action));
        }

        var task = new TaskRecord
        {
            TaskId = cloud.Ids.Next("t"),
            Owner = Account(account).Id,
            Region = region,
            Action = action,
            ResourceId = resourceId,
            CreationTime = cloud.Now,
            EndsAt = cloud.Now + cloud.Clock.Scale(duration),
        };
        cloud.Tasks.Add(task);
        return task.TaskId;
    });

    /// <summary>Sets how many more instances of a type a zone has room for.</summary>
    /// <exception cref="KeyNotFoundException">There is no such zone or type.</exception>
    public void SetStock(string zoneId, string instanceType, int left) => cloud.Enter(() =>
    {
        var zone = cloud.Market.Zone(zoneId) ?? throw new KeyNotFoundException($"The simulator has no zone {zoneId}.");
        var type = cloud.Market.Type(instanceType) ?? throw new KeyNotFoundException($"The simulator has no instance type {instanceType}.");
        cloud.Market.SetCount(zone, type, left + cloud.StockTaken(zone, type));
        return true;
    });

    /// <summary>Locks an instance for security, or opens it again, as the service would: locked, it cannot be started, stopped, replaced or made an image of.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void LockInstance(string instanceId, bool isLocked = true) => OnInstance(instanceId, instance => instance.IsLockedForSecurity = isLocked);

    /// <summary>Takes a spot instance back, as the service would: it has the lock <c>Recycling</c> for five minutes, then it is released, or stopped when it was launched with <c>SpotInterruptionBehavior=Stop</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    /// <exception cref="ArgumentException">It is no spot instance.</exception>
    public void ReclaimInstance(string instanceId) => OnInstance(instanceId, instance =>
    {
        SpotReclaim.Announce(cloud, instance);
        return true;
    });

    /// <summary>All disks of instances, or those of an account or region, in the order in which they were made.</summary>
    public IReadOnlyList<SimulatedDisk> Disks(string? account = null, string? region = null) => cloud.Enter(() => cloud.Fleet.Disks.All
        .Where(disk => (account is null || disk.Owner == account) && (region is null || disk.Region == region))
        .Select(disk => SimulatedDisk.Of(disk, cloud))
        .ToList());

    /// <summary>Accounts that an image is shared with, in order.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public IReadOnlyList<string> Shares(string imageId) => Image(imageId).SharedWith;

    /// <summary>The customer keys of an account.</summary>
    /// <exception cref="KeyNotFoundException">There is no such account.</exception>
    public IReadOnlyList<WorldKey> Keys(string account) => cloud.Enter(() => Account(account).Keys.ToList());

    /// <summary>Disables a customer key: nothing can be encrypted with it, and what it encrypts cannot be copied.</summary>
    /// <exception cref="KeyNotFoundException">No account has this key in the region.</exception>
    public void DisableKey(string region, string keyId) => SetKey(region, keyId, enabled: false);

    /// <summary>Enables a customer key again.</summary>
    /// <exception cref="KeyNotFoundException">No account has this key in the region.</exception>
    public void EnableKey(string region, string keyId) => SetKey(region, keyId, enabled: true);

    /// <summary>Disables an access key, permanent or temporary, until it is enabled again.</summary>
    /// <exception cref="KeyNotFoundException">There is no such access key.</exception>
    public void DisableAccessKey(string accessKeyId) => SetAccessKey(accessKeyId, enabled: false);

    /// <summary>Enables an access key again.</summary>
    /// <exception cref="KeyNotFoundException">There is no such access key.</exception>
    public void EnableAccessKey(string accessKeyId) => SetAccessKey(accessKeyId, enabled: true);

    /// <summary>Adds a finished image to an account.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="KeyNotFoundException">There is no such account.</exception>
    public string AddImage(string account, WorldImage image) => cloud.Enter(() =>
    {
        _ = Account(account);
        return cloud.Add(account, image).ImageId;
    });

    /// <summary>Adds an instance to an account, launched long ago.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="KeyNotFoundException">There is no such account, image, type or zone.</exception>
    public string AddInstance(string account, WorldInstance instance) => cloud.Enter(() =>
    {
        _ = Account(account);
        return StandingInstance.Add(cloud, account, instance).InstanceId;
    });

    /// <summary>Shares an image, as its owner would, with one more account. Seen at once.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image or account.</exception>
    public void ShareImage(string imageId, string account) => OnImage(imageId, image => image.Shares[Account(account).Id] = new Share(cloud.Now, cloud.Now));

    /// <summary>Takes an image back from an account, as its owner would. What becomes of running copies, <see cref="WorldRules.UnsharingFailsCopies"/> says.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image or account.</exception>
    public void UnshareImage(string imageId, string account) => OnImage(imageId, image => cloud.Unshare(image, Account(account).Id));

    /// <summary>Withdraws an image, as its owner would, but without unsharing it first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public void DeprecateImage(string imageId) => OnImage(imageId, image => image.Deprecated = true);

    /// <summary>A fault of an account or region that is not there would never hit anything.</summary>
    /// <exception cref="KeyNotFoundException">There is no such account or region.</exception>
    internal void CheckNames(Fault fault)
    {
        _ = fault.Account is { } account ? Account(account) : null;
        if (fault.Region is { } region && !cloud.Regions.Contains(region, StringComparer.Ordinal))
        {
            throw new KeyNotFoundException($"The simulator has no region {region}; there are {string.Join(", ", cloud.Regions)}.");
        }
    }

    private Account Account(string id) => cloud.Account(id)
        ?? throw new KeyNotFoundException($"The simulator has no account {id}; there are {string.Join(", ", cloud.Accounts.Select(account => account.Id))}.");

    private void SetAccessKey(string accessKeyId, bool enabled)
    {
        if (!identities.SetEnabled(accessKeyId, enabled))
        {
            throw new KeyNotFoundException($"The simulator has no access key {accessKeyId}.");
        }
    }

    private T OnImage<T>(string imageId, Func<ImageRecord, T> work) => cloud.Enter(() =>
        work(cloud.Images.Find(imageId) ?? throw new KeyNotFoundException($"The simulator has no image {imageId}.")), LedgerAuthor.Outside(imageId));

    private T OnInstance<T>(string instanceId, Func<InstanceRecord, T> work) => cloud.Enter(() =>
        work(cloud.Fleet.Instances.Find(instanceId) ?? throw new KeyNotFoundException($"The simulator has no instance {instanceId}.")), LedgerAuthor.Outside(instanceId));

    private void SetKey(string region, string keyId, bool enabled) => cloud.Enter(() =>
        cloud.Accounts.Any(account => account.SetEnabled(region, keyId, enabled)) ? true : throw new KeyNotFoundException($"The simulator has no key {keyId} in {region}."));
}
