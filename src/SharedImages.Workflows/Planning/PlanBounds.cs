using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>A plan of a size that Temporal bears. Pure.</summary>
internal static class PlanBounds
{
    private const int MaxReasons = 100;

    /// <summary>The same with what is too much counted instead of listed. Of items there are as many as a spec allows.</summary>
    public static OperationPlan Within(OperationPlan plan) => plan with
    {
        Refusals = Few(plan.Refusals),
        Obstacles = Few(plan.Obstacles),
        Notes = plan.Notes.Count <= MaxReasons ? plan.Notes : [.. plan.Notes.Take(MaxReasons), string.Create(CultureInfo.InvariantCulture, $"and {plan.Notes.Count - MaxReasons} more")],
    };

    private static IReadOnlyList<Refusal> Few(IReadOnlyList<Refusal> reasons) =>
        reasons.Count <= MaxReasons ? reasons : [.. reasons.Take(MaxReasons), new("more", string.Create(CultureInfo.InvariantCulture, $"{reasons.Count - MaxReasons} more reasons; put right those above first"))];
}
