using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What a sweep wishes for; what it removes, it removes by <see cref="IEffectActivities"/>.</summary>
public interface ISweepActivities
{
    /// <summary>The copies of this installation that no promotion has finished, in all regions, and what keeps each. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<LeftoverSurvey> SurveyLeftoversAsync(SweepSpec spec);
}
