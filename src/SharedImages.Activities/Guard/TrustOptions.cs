namespace SharedImages.Activities;

/// <summary>Whose images are taken, and whom ours may be shared with. Enforced here, on the worker: a request can narrow these lists, never widen them.</summary>
public sealed record TrustOptions
{
    /// <summary>Setting that holds <see cref="TrustedOwners"/>, as messages name it.</summary>
    public const string TrustedOwnersSetting = "SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS)";

    /// <summary>Setting that holds <see cref="ShareRecipients"/>, as messages name it.</summary>
    public const string ShareRecipientsSetting = "SharedImages:ShareRecipients (environment: SHAREDIMAGES_SHARERECIPIENTS)";

    /// <summary>Setting that holds <see cref="OwnCopies"/>, as messages name it.</summary>
    public const string OwnCopiesSetting = "SharedImages:Trust:OwnCopies (environment: SHAREDIMAGES_TRUST__OWNCOPIES)";

    /// <summary>UIDs of the accounts whose images are taken. Our own account is always trusted. Empty = nobody else.</summary>
    public IReadOnlyList<string> TrustedOwners { get; init; } = [];

    /// <summary>UIDs of the accounts that images may be shared with. Empty = nobody.</summary>
    public IReadOnlyList<string> ShareRecipients { get; init; } = [];

    /// <summary>Whether own images that are copies without our lineage tags are taken: nothing says whose images they were. Default false.</summary>
    public bool OwnCopies { get; init; }

    /// <summary>Which instances may lose their system disk. Default: none.</summary>
    public ReplacingOptions Replacing { get; init; } = new();

    /// <summary>What may be launched. Default: nothing.</summary>
    public LaunchingOptions Launching { get; init; } = new();

    /// <summary>What tests may run.</summary>
    public TestingOptions Testing { get; init; } = new();
}
