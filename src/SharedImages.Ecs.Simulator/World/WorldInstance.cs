namespace SharedImages.Ecs.Simulator;

/// <summary>An instance of the world, launched before the simulator started.</summary>
public sealed record WorldInstance
{
    /// <summary>Region it lives in.</summary>
    public required string Region { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the image of its system disk: one of the same region that is the account's own or shared with it.</summary>
    public required string Image { get; init; }

    /// <summary>Instance id; null = given by the simulator.</summary>
    public string? Id { get; init; }

    /// <summary>Id of its instance type.</summary>
    public string InstanceType { get; init; } = "ecs.g7.large";

    /// <summary>Id of its zone; null = the first of the region.</summary>
    public string? Zone { get; init; }

    /// <summary><c>Running</c> or <c>Stopped</c>.</summary>
    public string Status { get; init; } = "Running";

    /// <summary>Data disks beside those that the image brings.</summary>
    public IReadOnlyList<WorldDisk> DataDisks { get; init; } = [];

    /// <summary>When it was launched; null = when the simulator started.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>What is special about it.</summary>
    public IReadOnlyList<InstanceCondition> Conditions { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
