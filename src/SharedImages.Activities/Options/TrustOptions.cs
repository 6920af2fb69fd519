namespace SharedImages.Activities;

/// <summary>Whose images are taken, and whom ours may be shared with. Enforced here, on the worker: a request can narrow these lists, never widen them.</summary>
public sealed record TrustOptions
{
    /// <summary>Setting that holds <see cref="TrustedOwners"/>, as messages name it.</summary>
    public const string TrustedOwnersSetting = "SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS)";

    /// <summary>Setting that holds <see cref="ShareRecipients"/>, as messages name it.</summary>
    public const string ShareRecipientsSetting = "SharedImages:ShareRecipients (environment: SHAREDIMAGES_SHARERECIPIENTS)";

    /// <summary>UIDs of the accounts whose images are taken. Our own account is always trusted. Empty = nobody else.</summary>
    public IReadOnlyList<string> TrustedOwners { get; init; } = [];

    /// <summary>UIDs of the accounts that images may be shared with. Empty = nobody.</summary>
    public IReadOnlyList<string> ShareRecipients { get; init; } = [];
}
