namespace SharedImages.Ecs;

/// <summary>An access key, temporary if it has a security token. Its text shows the id only.</summary>
/// <param name="AccessKeyId">Key id.</param>
/// <param name="AccessKeySecret">Secret.</param>
/// <param name="SecurityToken">STS token; null for a permanent key.</param>
/// <param name="Provider">Which provider gave it, as the official SDKs say it in <c>x-acs-credentials-provider</c>; null = not said.</param>
public sealed record Credentials(string AccessKeyId, string AccessKeySecret, string? SecurityToken = null, string? Provider = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"access key {AccessKeyId}{(SecurityToken is null ? "" : " with a security token")}";
}
