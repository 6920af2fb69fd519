namespace SharedImages.Workflows;

/// <summary>What a run would do with one item. A run that is given its plan compares what says which image, which name, which key and which accounts; the rest is to know.</summary>
public sealed record PlannedItem
{
    /// <summary>The item: a region, an image, an instance.</summary>
    public required string Item { get; init; }

    /// <summary>What would be done.</summary>
    public required PlanRoute Route { get; init; }

    /// <summary>What the image or the instances will be called; null = no name is given.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the result is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Its key; null with <see cref="Encrypted"/> = the service key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The image that is there, or that will be used; null = none is known yet.</summary>
    public string? ImageId { get; init; }

    /// <summary>The image that the instance has, or those that the channel points to; null = none.</summary>
    public string? Present { get; init; }

    /// <summary>UIDs of the accounts that get or lose it.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>How many instances; null = it is about none.</summary>
    public int? Count { get; init; }

    /// <summary>GiB that will be stored; null = nothing, or it is not known.</summary>
    public int? Gibibytes { get; init; }

    /// <summary>How long it took before, in seconds; null = nobody knows.</summary>
    public int? Seconds { get; init; }

    /// <summary>What else should be known.</summary>
    public string? Note { get; init; }
}
