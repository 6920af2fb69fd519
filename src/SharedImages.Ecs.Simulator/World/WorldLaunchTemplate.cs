namespace SharedImages.Ecs.Simulator;

/// <summary>A launch template of an account (facts §2.8).</summary>
public sealed record WorldLaunchTemplate
{
    /// <summary>Region.</summary>
    public required string Region { get; init; }

    /// <summary>Its id, such as <c>lt-bp1web0000000000000001</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, once per account and region.</summary>
    public required string Name { get; init; }

    /// <summary>The version of a launch that names none.</summary>
    public int DefaultVersion { get; init; } = 1;

    /// <summary>Its versions; the first has number 1.</summary>
    public IReadOnlyList<WorldLaunchTemplateVersion> Versions { get; init; } = [];
}
