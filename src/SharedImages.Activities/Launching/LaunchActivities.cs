using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a launch.</summary>
public sealed class LaunchActivities : ILaunchActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly LaunchSurveying surveying;
    private readonly InstanceLaunching launching;
    private readonly InstanceWaiting waits;

    internal LaunchActivities(ImageGuard guard, InstanceGuard instances, StepRunner runner, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        surveying = new(guard, trust);
        launching = new(guard, instances, runner, waiting);
        waits = new(guard, waiting);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<LaunchSurvey> SurveyLaunchAsync(SurveyLaunchRequest request) =>
        runner.RunAsync("check the regions", time, cancel => surveying.TakeAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task DryRunInstancesAsync(InstanceGroup group) =>
        runner.RunAsync($"{group.Region}: check a launch of {group.ImageId}", time, cancel => launching.DryRunAsync(group, cancel), failure => LaunchRemedies.For(failure, group));

    /// <inheritdoc/>
    [Activity]
    public async Task<LaunchAnswer> RunInstancesAsync(InstanceGroup group)
    {
        // Without word from the attempt before, the effect of its call is unknown.
        await using var unknown = await Pulse<bool>.StartAsync(group.SentBefore || ActivityExecutionContext.Current.Info.Attempt > 1, time);
        return await runner.RunAsync(
            $"{group.Region}: launch {group.Amount} {group.InstanceType}",
            unknown,
            givesUp: true,
            () => unknown.Value,
            cancel => launching.LaunchAsync(group, unknown, cancel),
            failure => LaunchRemedies.For(failure, group));
    }

    /// <inheritdoc/>
    [Activity]
    public async Task<RunningInstances> AwaitRunningAsync(InstancesRequest request)
    {
        await using var seen = await Pulse<IReadOnlyList<string>>.StartAsync([], time);
        return await runner.RunAsync($"{request.Region}: wait for {request.InstanceIds.Count} instances", seen, cancel => waits.LookAsync(request, seen, cancel));
    }
}
