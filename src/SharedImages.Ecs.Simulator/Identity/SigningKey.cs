namespace SharedImages.Ecs.Simulator;

/// <summary>An access key that calls can be signed with.</summary>
internal sealed record SigningKey(string Id, string Secret, Principal Principal)
{
    /// <summary>What a temporary key must come with; null = the key is a permanent one.</summary>
    public string? SecurityToken { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>When a temporary key ends.</summary>
    public DateTimeOffset Expiration { get; init; } = DateTimeOffset.MaxValue;
}
