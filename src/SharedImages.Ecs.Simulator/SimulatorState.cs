namespace SharedImages.Ecs.Simulator;

/// <summary>A look into the simulator past all rules of visibility, and changes from outside, as other people would make them. Thread-safe.</summary>
public sealed class SimulatorState
{
    private readonly Cloud _cloud;
    private readonly Identities _identities;
    private readonly Journal _journal;

    internal SimulatorState(Cloud cloud, Identities identities, Journal journal)
    {
        _cloud = cloud;
        _identities = identities;
        _journal = journal;
    }

    /// <summary>The last 20 000 requests, oldest first.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => _journal.All();

    /// <summary>All images, or those of an account or region, in the order in which they were made.</summary>
    public IReadOnlyList<SimulatedImage> Images(string? account = null, string? region = null) => _cloud.Enter(() => _cloud.Images.All
        .Where(image => (account is null || image.Owner == account) && (region is null || image.Region == region))
        .Select(image => SimulatedImage.Of(image, _cloud.Now))
        .ToList());

    /// <summary>One image.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public SimulatedImage Image(string imageId) => OnImage(imageId, image => SimulatedImage.Of(image, _cloud.Now));

    /// <summary>All snapshots, or those of an account or region, in the order in which they were made.</summary>
    public IReadOnlyList<SimulatedSnapshot> Snapshots(string? account = null, string? region = null) => _cloud.Enter(() => _cloud.Snapshots.All
        .Where(snapshot => (account is null || snapshot.Owner == account) && (region is null || snapshot.Region == region))
        .Select(snapshot => new SimulatedSnapshot(snapshot.SnapshotId, snapshot.Owner, snapshot.Region, snapshot.Status, snapshot.KMSKeyId, snapshot.ImageId, snapshot.BacksImage(_cloud)))
        .ToList());

    /// <summary>Accounts that an image is shared with, in order.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public IReadOnlyList<string> Shares(string imageId) => Image(imageId).SharedWith;

    /// <summary>The customer keys of an account.</summary>
    /// <exception cref="KeyNotFoundException">There is no such account.</exception>
    public IReadOnlyList<WorldKey> Keys(string account) => _cloud.Enter(() => (_cloud.Account(account) ?? throw NoAccount(account)).Keys.ToList());

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
    public string AddImage(string account, WorldImage image) => _cloud.Enter(() =>
    {
        _ = _cloud.Account(account) ?? throw NoAccount(account);
        return _cloud.Add(account, image).ImageId;
    });

    /// <summary>Shares an image, as its owner would, with one more account. Seen at once.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public void ShareImage(string imageId, string account) => OnImage(imageId, image => image.Shares[account] = new Share(_cloud.Now, _cloud.Now));

    /// <summary>Takes an image back from an account, as its owner would. Running copies go on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public void UnshareImage(string imageId, string account) => OnImage(imageId, image => image.Shares.Remove(account));

    /// <summary>Withdraws an image, as its owner would, but without unsharing it first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such image.</exception>
    public void DeprecateImage(string imageId) => OnImage(imageId, image => image.Deprecated = true);

    private static KeyNotFoundException NoAccount(string account) => new($"The simulator has no account {account}.");

    private void SetAccessKey(string accessKeyId, bool enabled)
    {
        if (!_identities.SetEnabled(accessKeyId, enabled))
        {
            throw new KeyNotFoundException($"The simulator has no access key {accessKeyId}.");
        }
    }

    private T OnImage<T>(string imageId, Func<ImageRecord, T> work) => _cloud.Enter(() =>
        work(_cloud.Images.Find(imageId) ?? throw new KeyNotFoundException($"The simulator has no image {imageId}.")));

    private void SetKey(string region, string keyId, bool enabled) => _cloud.Enter(() =>
        _cloud.Accounts.Any(account => account.SetEnabled(region, keyId, enabled)) ? true : throw new KeyNotFoundException($"The simulator has no key {keyId} in {region}."));
}
