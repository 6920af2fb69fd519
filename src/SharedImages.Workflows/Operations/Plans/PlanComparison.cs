using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>What has changed since a plan was made. Compared are spec, source, and of each item route, name, key, image and accounts; not times, GiB, quotas and order. Pure.</summary>
internal static class PlanComparison
{
    /// <summary>Name of the rule.</summary>
    public const string Rule = "plan-changed";

    // A refusal becomes part of a failure, whose size Temporal bounds.
    private const int MaxChanges = 50;
    private const string Again = "plan again";

    /// <summary>What tells items apart: the same image may be shared with some and taken back from others.</summary>
    public static string KeyOf(PlannedItem item) => item.Route == PlanRoute.Unshare ? $"{item.Item} -" : item.Item;

    /// <summary>A refusal per change; empty = it is all as planned.</summary>
    /// <param name="planned">What was planned.</param>
    /// <param name="specDigest">Of the spec that is run.</param>
    /// <param name="source">The source that is found; null where the kind has none of its own.</param>
    /// <param name="found">What would be done now.</param>
    public static IReadOnlyList<Refusal> Changes(OperationPlan planned, string specDigest, PlannedSource? source, IReadOnlyList<PlannedItem> found)
    {
        if (planned.Digest != specDigest)
        {
            return [new(Rule, $"the plan was made of another spec; {Again}")];
        }

        if (planned.Refusals.Count > 0)
        {
            return [new(Rule, $"the plan itself says that this would be refused; {Again}")];
        }

        var changes = Source(planned.Source, source).Concat(Items(planned.Items, found)).Select(change => new Refusal(Rule, $"{change}; {Again}")).ToList();
        return changes.Count <= MaxChanges
            ? changes
            : [.. changes.Take(MaxChanges), new(Rule, string.Create(CultureInfo.InvariantCulture, $"{changes.Count - MaxChanges} more items are not as planned; {Again}"))];
    }

    private static IEnumerable<string> Source(PlannedSource? planned, PlannedSource? found)
    {
        if (planned?.ImageId != found?.ImageId || planned?.OwnerId != found?.OwnerId)
        {
            yield return $"the source image was {Words(planned)}, is now {Words(found)}";
        }
        else if (planned?.Content != found?.Content)
        {
            yield return $"the source image {found?.ImageId} is not the same any more";
        }
    }

    private static string Words(PlannedSource? source) => source is null ? "none" : $"{source.ImageId} of {source.OwnerId}";

    private static IEnumerable<string> Items(IReadOnlyList<PlannedItem> planned, IReadOnlyList<PlannedItem> found)
    {
        var now = found.ToDictionary(KeyOf, StringComparer.Ordinal);
        foreach (var item in planned)
        {
            if (!now.Remove(KeyOf(item), out var there))
            {
                yield return $"{item.Item}: was planned {Planned(item)}, is now no part of it";
            }
            else if (Planned(item) != Planned(there))
            {
                yield return $"{item.Item}: was planned {Planned(item)}, is now {Now(there)}";
            }
        }

        foreach (var item in found.Where(item => now.ContainsKey(KeyOf(item))))
        {
            yield return $"{item.Item}: was not planned, is now {Now(item)}";
        }
    }

    private static string Now(PlannedItem item) => item.Route is PlanRoute.Current or PlanRoute.Adopt ? $"there already as {item.ImageId}{With(item)}" : Planned(item);

    // All that is compared is in it. Whether a copy that is there needs anything yet is not.
    private static string Planned(PlannedItem item) => item.Route switch
    {
        PlanRoute.Current or PlanRoute.Adopt => $"to stay as it is there, {item.ImageId}{With(item)}",
        PlanRoute.Intake => $"to be taken in{With(item)}",
        PlanRoute.Copy => $"to be copied{With(item)}",
        PlanRoute.Launch => string.Create(CultureInfo.InvariantCulture, $"to be launched: {item.Count} of {item.ImageId ?? "its copy"}{With(item)}"),
        PlanRoute.Replace => $"to get {item.ImageId} instead of {item.Present}{With(item)}",
        PlanRoute.Share => $"to be shared with {string.Join(", ", item.Accounts)}",
        PlanRoute.Unshare => $"to be taken back from {string.Join(", ", item.Accounts)}",
        PlanRoute.Move => $"to point to {item.ImageId} instead of {item.Present ?? "nothing"}",
        PlanRoute.Release => $"to point to nothing instead of {item.Present}",
        PlanRoute.Park => "to wait for a decision",
        _ => "to fail",
    };

    private static string With(PlannedItem item) =>
        (item.Name is null ? "" : $" as {item.Name}") + (item.Encrypted ? $" under {(item.KmsKeyId is null ? "the service key" : $"key {item.KmsKeyId}")}" : "");
}
