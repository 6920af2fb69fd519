namespace SharedImages.Ecs.Simulator;

/// <summary>Durations (before <see cref="EcsSimulatorOptions.Speed"/>), limits and choices. The defaults are those of facts §11.</summary>
public sealed record WorldRules
{
    /// <summary>How long a copy within one region takes once it runs.</summary>
    public TimeSpan SameRegionCopy { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a copy to another region takes once it runs.</summary>
    public TimeSpan CrossRegionCopy { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long a new image is unknown to all calls but CopyImage.</summary>
    public TimeSpan ImageVisibilityLag { get; init; } = TimeSpan.Zero;

    /// <summary>How long a new share is unseen by its recipient.</summary>
    public TimeSpan ShareVisibilityLag { get; init; } = TimeSpan.Zero;

    /// <summary>How long a copy is Available before it is Usable.</summary>
    public TimeSpan UsableLag { get; init; } = TimeSpan.Zero;

    /// <summary>How long an image that was copied cannot be copied on after it is Available (<c>OperationDenied.ImageCopying</c>, facts §7 U3).</summary>
    public TimeSpan CopySettling { get; init; } = TimeSpan.Zero;

    /// <summary>Copies that run at once per account and destination region; the rest are Waiting (facts §4.2 C2).</summary>
    public int CopiesAtOnce { get; init; } = 5;

    /// <summary>Count those per account and source region instead; which region is meant is not documented (facts §2.2).</summary>
    public bool CopiesPerSourceRegion { get; init; }

    /// <summary>Images per account and region (<c>QuotaExceed.Image</c>).</summary>
    public int ImageQuota { get; init; } = 100;

    /// <summary>Snapshots per account and region (<c>QuotaExceed.Snapshot</c>).</summary>
    public int SnapshotQuota { get; init; } = 100_000;

    /// <summary>Images that can be shared with one account (<c>QuotaExceed.ShareImage</c>, facts §4.1 S6).</summary>
    public int ImagesPerRecipient { get; init; } = 100;

    /// <summary>Accounts per image (<c>QuotaExceed.ShareImageUser</c>).</summary>
    public int SharesPerImage { get; init; } = 50;

    /// <summary>How long a new instance is unknown to all calls.</summary>
    public TimeSpan InstanceVisibilityLag { get; init; } = TimeSpan.Zero;

    /// <summary>How long a new instance is Pending.</summary>
    public TimeSpan InstancePending { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an instance is Starting.</summary>
    public TimeSpan InstanceStart { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an instance is Stopping.</summary>
    public TimeSpan InstanceStop { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an instance is locked while its system disk is replaced.</summary>
    public TimeSpan SystemDiskReplacement { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a disk is ReIniting.</summary>
    public TimeSpan DiskReInit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a CreateImage takes.</summary>
    public TimeSpan ImageCreation { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a CreateSnapshot takes.</summary>
    public TimeSpan SnapshotCreation { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an instance is Running before its Cloud Assistant agent answers.</summary>
    public TimeSpan AgentStart { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a command of Cloud Assistant runs.</summary>
    public TimeSpan CommandRun { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Percent by which stops, starts, system disk replacements and snapshots take longer or shorter, each resource its own way; 0 to 99.</summary>
    public int DurationSpread { get; init; }

    /// <summary>vCPUs of instances per account and region (<c>QuotaExceed.ElasticQuota</c>).</summary>
    public int VcpuQuota { get; init; } = 1000;

    /// <summary>Pay-as-you-go instances per account and region (<c>QuotaExceed.AfterpayInstance</c>).</summary>
    public int InstanceQuota { get; init; } = 100_000;

    /// <summary>Pay-as-you-go disks per account and region (<c>QuotaExceed.PostPaidDisk</c>).</summary>
    public int DiskQuota { get; init; } = 100_000;

    /// <summary>Dry runs of batches pass with HTTP status 200 instead of 400 (facts §11).</summary>
    public bool BatchDryRunIsOk { get; init; }

    /// <summary>An image that was taken back from the caller is <c>InvalidImageId.NotFound</c> to launches instead of <c>OperationDenied.ImageNotValid</c> (facts §12.12 names both).</summary>
    public bool UnsharedIsNotFound { get; init; }

    /// <summary>
    /// Refuse a second copy of one source to one region while the first is open (<c>OperationDenied.ImageCopyConflict</c>).
    /// Off, because it would hide a caller that copies twice; the exact condition is not documented (facts §2.2).
    /// </summary>
    public bool RefuseConcurrentCopies { get; init; }

    /// <summary>An open copy ends as CreateFailed when its source is taken back from the copying account; else it goes on (facts §4.5, §11).</summary>
    public bool UnsharingFailsCopies { get; init; }

    /// <summary>Refuse a plain copy of an own image within its region (<c>IncorrectDestinationRegion</c>; facts §11).</summary>
    public bool RefusePlainCopiesInRegion { get; init; }

    /// <summary>Refuse to encrypt a plain image on its way to another region (<c>OperationDenied.EncryptSnapshotAcrossRegion</c>, facts §4.3 E7).</summary>
    public bool RefuseEncryptingAcrossRegions { get; init; }

    /// <summary>Say of every open copy that it cannot be cancelled (<c>CancelNotSupported</c>).</summary>
    public bool RefuseCancel { get; init; }

    /// <summary>Calls per account, region and operation within a minute; the rest is <c>Throttling.User</c>. The minute is scaled as resources are.</summary>
    public int CallsPerMinute { get; init; } = 1000;

    /// <summary>
    /// Instances that an account may ask RunInstances for in a region within such a minute; the rest is <c>Throttling.Resource</c>.
    /// How many ECS allows is not documented (facts §6); the default is what that many calls can ask for.
    /// </summary>
    public int InstancesPerMinute { get; init; } = 100_000;

    /// <summary>Say in <c>x-acs-retry-after</c> when that minute is over.</summary>
    public bool ThrottleWithRetryAfter { get; init; }

    /// <summary>Write <c>x-acs-retry-after</c> in seconds instead of the milliseconds that the official SDKs take it for; the unit is not documented (facts §1.8).</summary>
    public bool RetryAfterInSeconds { get; init; }

    /// <summary>How long a client token gives the same answer. Not scaled.</summary>
    public TimeSpan ClientTokenMemory { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A client token whose first call was refused stays so (<c>IdempotentFailed</c>).</summary>
    public bool RememberFailedTokens { get; init; }

    /// <summary>Take each nonce once (<c>SignatureNonceUsed</c>).</summary>
    public bool RememberNonces { get; init; } = true;

    /// <summary>A duration as it is for one resource: the same in every run.</summary>
    /// <param name="duration">The mean.</param>
    /// <param name="of">What it is of.</param>
    internal TimeSpan Spread(TimeSpan duration, string of) =>
        DurationSpread == 0 ? duration : duration * (1 + (DurationSpread / 100.0 * ((2 * Ids.Fraction(of)) - 1)));
}
