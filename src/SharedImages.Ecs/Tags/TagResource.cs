namespace SharedImages.Ecs;

/// <summary>A tag of a resource (facts §2.15).</summary>
public sealed record TagResource
{
    /// <summary>The resource.</summary>
    public string ResourceId { get; init => field = value ?? ""; } = "";

    /// <summary>Its type, as ECS answers it, for example <c>ALIYUN::ECS::IMAGE</c>.</summary>
    public string ResourceType { get; init => field = value ?? ""; } = "";

    /// <summary>Key.</summary>
    public string TagKey { get; init => field = value ?? ""; } = "";

    /// <summary>Value.</summary>
    public string TagValue { get; init => field = value ?? ""; } = "";
}
