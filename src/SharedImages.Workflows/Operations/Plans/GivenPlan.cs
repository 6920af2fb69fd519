using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>The plan that a run was started with, so that it does that and nothing else; most runs have none.</summary>
/// <param name="Plan">Null when there is none, or it cannot be read.</param>
/// <param name="Refusals">Why it cannot be read.</param>
internal sealed record GivenPlan(OperationPlan? Plan, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Reads the second argument of an operation. Left to the converter, a wrong one would fail the workflow's task for ever.</summary>
    public static GivenPlan Read(IRawValue? raw)
    {
        if (raw?.Payload.Data is not { IsEmpty: false } data || data.Span.SequenceEqual("null"u8))
        {
            return new(null, []);
        }

        var (plan, problem) = PlanReader.Read(data.Span);
        return new(plan, problem is null ? [] : [new("plan", $"the plan given with the spec: {problem}")]);
    }

    /// <summary>A refusal per change since the plan was made; none without a plan.</summary>
    /// <param name="specDigest">Of the spec that is run.</param>
    /// <param name="source">The source that is found; null where the kind has none of its own.</param>
    /// <param name="found">What would be done now.</param>
    public IReadOnlyList<Refusal> Changes(string specDigest, PlannedSource? source, IReadOnlyList<PlannedItem> found) =>
        Plan is null ? [] : PlanComparison.Changes(Plan, specDigest, source, found);
}
