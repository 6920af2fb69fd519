namespace SharedImages.Ecs;

/// <summary>Metadata service of an instance (facts §2.11).</summary>
public sealed record InstanceMetadataOptions
{
    /// <summary><c>enabled</c> or <c>disabled</c>.</summary>
    public string HttpEndpoint { get; init => field = value ?? ""; } = "";

    /// <summary><c>optional</c> or <c>required</c>.</summary>
    public string HttpTokens { get; init => field = value ?? ""; } = "";
}
