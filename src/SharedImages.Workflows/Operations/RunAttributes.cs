using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// The search attributes of the run itself. What its start gave it already, or what it has, is not set again: each upsert is a command that
/// Temporal counts.
/// </summary>
internal static class RunAttributes
{
    /// <summary>Sets what is not so yet.</summary>
    public static void Set(params IReadOnlyList<SearchAttributeUpdate> wanted) => SetWith(null, wanted);

    /// <summary>Sets what is not so yet, and with it what is not worth an upsert of its own.</summary>
    /// <param name="rider">Null = nothing.</param>
    /// <param name="wanted">What is.</param>
    public static void SetWith(SearchAttributeUpdate? rider, params IReadOnlyList<SearchAttributeUpdate> wanted)
    {
        var news = wanted.Where(update => !IsSet(update)).ToList();
        if (news.Count == 0)
        {
            return;
        }

        if (rider is not null && !IsSet(rider))
        {
            news.Add(rider);
        }

        Workflow.UpsertTypedSearchAttributes([.. news]);
    }

    /// <summary>Somebody must decide, since when; null = nobody must.</summary>
    /// <param name="since">Since when.</param>
    /// <param name="rider">What is set with it; see <see cref="SetWith"/>.</param>
    public static void SetParked(DateTimeOffset? since, SearchAttributeUpdate? rider = null) => SetWith(
        rider,
        ContractNames.ParkedAttribute.ValueSet(since is not null),
        since is { } time ? ContractNames.ParkedSinceAttribute.ValueSet(time) : ContractNames.ParkedSinceAttribute.ValueUnset());

    private static bool IsSet(SearchAttributeUpdate update) => Workflow.TypedSearchAttributes.UntypedValues.TryGetValue(update.UntypedKey, out var there)
        ? update.HasValue && IsSame(there, update.UntypedValue)
        : !update.HasValue;

    private static bool IsSame(object there, object wanted) =>
        there is IEnumerable<string> texts && wanted is IEnumerable<string> others ? texts.SequenceEqual(others, StringComparer.Ordinal) : there.Equals(wanted);
}
