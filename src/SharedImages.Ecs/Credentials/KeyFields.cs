namespace SharedImages.Ecs;

/// <summary>Under which names JSON holds a key.</summary>
/// <param name="Id">Key id.</param>
/// <param name="Secret">Secret.</param>
/// <param name="Token">STS token.</param>
/// <param name="Expiration">When it ends.</param>
/// <param name="AlwaysEnds">Whether a key without an end is none.</param>
internal sealed record KeyFields(string Id, string Secret, string Token, string Expiration, bool AlwaysEnds)
{
    /// <summary>STS, the metadata service and a credentials URI.</summary>
    public static KeyFields AlibabaCloud { get; } = new("AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration", AlwaysEnds: true);

    /// <summary>A program of the CLI's mode External.</summary>
    public static KeyFields Cli { get; } = new("access_key_id", "access_key_secret", "sts_token", "expiration", AlwaysEnds: false);
}
