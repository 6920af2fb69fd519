using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a sweep.</summary>
public sealed class SweepActivities : ISweepActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly LeftoverLook look;

    internal SweepActivities(ImageGuard guard, StepRunner runner, IRuns runs, TimeProvider time, string installation)
    {
        this.time = time;
        this.runner = runner;
        look = new(guard, runs, installation);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<LeftoverSurvey> SurveyLeftoversAsync(SweepSpec spec) => runner.RunAsync("find what no run will come back for", time, cancel => look.SurveyAsync(spec, cancel));
}
