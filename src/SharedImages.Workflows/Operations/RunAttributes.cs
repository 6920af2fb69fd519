using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// The search attributes of the run itself. What its start gave it already, or what it has, is not set again: each upsert is a command that
/// Temporal counts.
/// </summary>
internal static class RunAttributes
{
    /// <summary>Sets what is not so yet.</summary>
    public static void Set(params IReadOnlyList<SearchAttributeUpdate> wanted)
    {
        var news = wanted.Where(update => !IsSet(update)).ToArray();
        if (news.Length > 0)
        {
            Workflow.UpsertTypedSearchAttributes(news);
        }
    }

    /// <summary>Somebody must decide, since when; null = nobody must.</summary>
    public static void SetParked(DateTimeOffset? since) => Set(
        ContractNames.ParkedAttribute.ValueSet(since is not null),
        since is { } time ? ContractNames.ParkedSinceAttribute.ValueSet(time) : ContractNames.ParkedSinceAttribute.ValueUnset());

    private static bool IsSet(SearchAttributeUpdate update) => Workflow.TypedSearchAttributes.UntypedValues.TryGetValue(update.UntypedKey, out var there)
        ? update.HasValue && IsSame(there, update.UntypedValue)
        : !update.HasValue;

    private static bool IsSame(object there, object wanted) =>
        there is IEnumerable<string> texts && wanted is IEnumerable<string> others ? texts.SequenceEqual(others, StringComparer.Ordinal) : there.Equals(wanted);
}
