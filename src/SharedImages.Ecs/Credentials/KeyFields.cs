namespace SharedImages.Ecs;

/// <summary>Under which names JSON holds a key.</summary>
internal sealed record KeyFields(string Id, string Secret, string Token, string Expiration)
{
    /// <summary>STS, the metadata service and a credentials URI.</summary>
    public static KeyFields AlibabaCloud { get; } = new("AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration");
}
