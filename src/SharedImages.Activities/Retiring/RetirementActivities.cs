using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a retirement.</summary>
public sealed class RetirementActivities : IRetirementActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly RetirementLook look;
    private readonly ImageWithdrawal withdrawal;

    internal RetirementActivities(ImageGuard guard, StepRunner runner, IRuns runs, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        look = new(guard, runs);
        withdrawal = new(guard);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<RetirementSurvey> SurveyRetirementAsync(RetirementSpec spec) =>
        runner.RunAsync($"see what there is of {spec.Name} {spec.Version}", time, cancel => look.SurveyAsync(spec, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<RetiredImage?> LookAtImageAsync(RetireImageRequest request) => runner.RunAsync($"{request}: look", time, cancel => look.LookAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task MarkImageAsync(RetireImageRequest request) => runner.RunAsync($"{request}: mark", time, cancel => withdrawal.MarkAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task WithdrawImageAsync(RetireImageRequest request) => runner.RunAsync($"{request}: withdraw", time, cancel => withdrawal.WithdrawAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task RestoreImageAsync(RestoreImageRequest request) => runner.RunPatientlyAsync($"{request.Image}: bring back", time, cancel => withdrawal.RestoreAsync(request, cancel));
}
