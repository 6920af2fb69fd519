namespace SharedImages.Ecs;

/// <summary>An access key, temporary if it has a security token. Its text shows the id only, and so does a logger that takes it apart.</summary>
public sealed record Credentials
{
    /// <summary>An access key.</summary>
    /// <param name="accessKeyId">Key id.</param>
    /// <param name="accessKeySecret">Secret.</param>
    /// <param name="securityToken">STS token; null for a permanent key.</param>
    public Credentials(string accessKeyId, string accessKeySecret, string? securityToken = null)
    {
        AccessKeyId = accessKeyId;
        AccessKeySecret = accessKeySecret;
        SecurityToken = securityToken;
    }

    /// <summary>Key id.</summary>
    public string AccessKeyId { get; }

    // Not public: loggers take objects apart by their public properties.
    internal string AccessKeySecret { get; }

    internal string? SecurityToken { get; init; }

    /// <summary>What to sign with, for another <see cref="IEcsTransport"/>; not a property, for the same reason.</summary>
    public (string AccessKeySecret, string? SecurityToken) Reveal() => (AccessKeySecret, SecurityToken);

    /// <inheritdoc/>
    public override string ToString() => $"access key {AccessKeyId}{(SecurityToken is null ? "" : " with a security token")}";
}
