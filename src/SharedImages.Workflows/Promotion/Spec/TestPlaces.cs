namespace SharedImages.Workflows;

/// <summary>Where a promotion launches the instances that test its copies.</summary>
/// <param name="InstanceTypes">1–10 types in the order of preference. Required.</param>
/// <param name="VSwitches">By target region: 1–10 vSwitches in the order of preference. Required for each target.</param>
/// <param name="SecurityGroups">By target region: 1–5. Required for each target.</param>
public sealed record TestPlaces(
    IReadOnlyList<string> InstanceTypes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> VSwitches,
    IReadOnlyDictionary<string, IReadOnlyList<string>> SecurityGroups)
{
    /// <summary>The same for some of the regions.</summary>
    internal TestPlaces Within(IReadOnlyList<string> regions) => this with { VSwitches = Within(VSwitches, regions), SecurityGroups = Within(SecurityGroups, regions) };

    private static SortedDictionary<string, IReadOnlyList<string>> Within(IReadOnlyDictionary<string, IReadOnlyList<string>> lists, IReadOnlyList<string> regions) =>
        new(lists.Where(list => regions.Contains(list.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
