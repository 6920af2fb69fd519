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

    /// <summary>Copies that run at once per account and destination region; the rest are Waiting (facts §4.2 C2).</summary>
    public int CopiesAtOnce { get; init; } = 5;

    /// <summary>Images per account and region (<c>QuotaExceed.Image</c>).</summary>
    public int ImageQuota { get; init; } = 100;

    /// <summary>Accounts per image (<c>QuotaExceed.ShareImageUser</c>).</summary>
    public int SharesPerImage { get; init; } = 50;

    /// <summary>
    /// Refuse a second copy of one source to one region while the first is open (<c>OperationDenied.ImageCopyConflict</c>).
    /// Off, because it would hide a caller that copies twice; the exact condition is not documented (facts §2.2).
    /// </summary>
    public bool RefuseConcurrentCopies { get; init; }

    /// <summary>Say of every open copy that it cannot be cancelled (<c>CancelNotSupported</c>).</summary>
    public bool RefuseCancel { get; init; }

    /// <summary>Calls per account, region and operation within a minute; the rest is <c>Throttling.User</c>. The minute is scaled as resources are.</summary>
    public int CallsPerMinute { get; init; } = 1000;

    /// <summary>Say in <c>x-acs-retry-after</c> when that minute is over.</summary>
    public bool ThrottleWithRetryAfter { get; init; }

    /// <summary>How long a client token gives the same answer. Not scaled.</summary>
    public TimeSpan ClientTokenMemory { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A client token whose first call was refused stays so (<c>IdempotentFailed</c>).</summary>
    public bool RememberFailedTokens { get; init; }

    /// <summary>Take each nonce once (<c>SignatureNonceUsed</c>).</summary>
    public bool RememberNonces { get; init; } = true;
}
