namespace SharedImages.Ecs;

/// <summary>What a zone has of one kind (facts §2.16).</summary>
public sealed record AvailableResource
{
    /// <summary>The kind, for example <c>InstanceType</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>What it has.</summary>
    public IReadOnlyList<SupportedResource> SupportedResources { get; init => field = value ?? []; } = [];
}
