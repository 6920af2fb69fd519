namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>An image as the model has it.</summary>
internal sealed class ModelImage
{
    public required ModelKey Key { get; init; }

    /// <summary>Null = it was there from the start.</summary>
    public ModelImage? Source { get; init; }

    /// <summary>Seconds that the copy runs.</summary>
    public int Runs { get; init; }

    public bool Fails { get; init; }

    /// <summary>The second in which the copy ends; null = it has not begun.</summary>
    public int? EndsAt { get; set; }

    public SortedSet<string> Shares { get; } = new(StringComparer.Ordinal);

    /// <summary>As the simulator calls it.</summary>
    public string? Id { get; set; }

    public bool IsOpenAt(int now) => Source is not null && (EndsAt is not { } end || now < end);

    public string StatusAt(int now) => this switch
    {
        { Source: null } => "Available",
        { EndsAt: null } => "Waiting",
        _ when IsOpenAt(now) => "Creating",
        _ => Fails ? "CreateFailed" : "Available",
    };
}
