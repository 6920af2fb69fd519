namespace SharedImages.Workflows;

/// <summary>Our instances that run from images that must not be used.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Instances">The first of them, by region.</param>
/// <param name="Replacing">Open parts of replacements that give an instance one of the images, by workflow id: which image it has shows at their end. Null = none.</param>
public sealed record RecalledUsers(int Count, IReadOnlyList<RecalledInstance> Instances, IReadOnlyList<string>? Replacing = null)
{
    /// <summary>More are counted and not named: they become part of the result.</summary>
    public const int MaxNamed = 1_000;
}
