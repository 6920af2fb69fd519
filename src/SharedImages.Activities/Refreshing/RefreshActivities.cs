using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a refresh.</summary>
public sealed class RefreshActivities : IRefreshActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly WaitingOptions waiting;
    private readonly IPromotionRuns promotions;
    private readonly RefreshSurvey survey;
    private readonly ImageRepair repair;

    internal RefreshActivities(ImageGuard guard, StepRunner runner, IRuns runs, IPromotionRuns promotions, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation)
    {
        this.time = time;
        this.runner = runner;
        this.waiting = waiting;
        this.promotions = promotions;
        survey = new(guard, runs, promotions, trust, waiting, runner, installation);
        repair = new(guard, new(guard, runner));
    }

    /// <inheritdoc/>
    [Activity]
    public Task<RefreshReport> SurveyRefreshAsync(RefreshSpec spec) => runner.RunAsync($"{spec.Name}: see what is there", time, cancel => survey.TakeAsync(spec, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<StartedPromotion> StartPromotionAsync(PromotionSpec promotion) => runner.RunAsync(
        $"start the promotion of {promotion.Name} {promotion.Version}",
        time,
        cancel => promotions.StartAsync(promotion, ActivityExecutionContext.Current.Info.WorkflowId ?? "", cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<PromotionEnd> AwaitPromotionAsync(StartedRun request) => runner.RunAsync(
        $"wait for the end of {request.WorkflowId}",
        time,
        async cancel => await promotions.EndAsync(request, cancel) ?? throw StepFailures.InTime($"{request.WorkflowId} runs", runner.Elapsed, waiting));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<Drift>> RepairImageAsync(RepairImageRequest request) => runner.RunAsync(
        $"{request.Region} {request.ImageId}: repair", time, cancel => repair.RepairAsync(request, cancel), failure => Remedies.ForSharing(failure, request.Spec.Share.Accounts));

    /// <inheritdoc/>
    [Activity]
    public Task<string> StartRetirementAsync(RetirementSpec retirement) => runner.RunAsync(
        $"start the retirement of {retirement.Name} {retirement.Version}",
        time,
        cancel => promotions.RetireAsync(retirement, ActivityExecutionContext.Current.Info.WorkflowId ?? "", cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<StartedRun> StartChannelAsync(ChannelSpec channel) => runner.RunAsync(
        $"move {channel.Channel} of {channel.Name} to {channel.To}",
        time,
        cancel => promotions.MoveAsync(channel, ActivityExecutionContext.Current.Info.WorkflowId ?? "", cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<ChannelEnd> AwaitChannelAsync(StartedRun request) => runner.RunAsync(
        $"wait for the end of {request.WorkflowId}",
        time,
        async cancel => await promotions.MovedAsync(request, cancel) ?? throw StepFailures.InTime($"{request.WorkflowId} runs", runner.Elapsed, waiting));

    /// <inheritdoc/>
    [Activity]
    public Task<bool> JudgeScheduleAsync(JudgeScheduleRequest request) => runner.RunAsync($"{request.ScheduleId}: see how often it has failed", time, cancel => promotions.JudgeAsync(request, cancel));
}
