namespace SharedImages.Ecs.Simulator;

/// <summary>What a user or a role may do, as RAM would have it: a denial wins, and what nothing allows is denied, too.</summary>
public sealed record WorldPolicy
{
    /// <summary>What is allowed.</summary>
    public IReadOnlyList<WorldStatement> Allow { get; init; } = [];

    /// <summary>What is denied, whatever allows it.</summary>
    public IReadOnlyList<WorldStatement> Deny { get; init; } = [];
}
