using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a recall.</summary>
public sealed class RecallActivities : IRecallActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly WaitingOptions waiting;
    private readonly Callers callers;
    private readonly IRecallRuns recalls;
    private readonly RecallLook look;
    private readonly RecallWithdrawal withdrawal;

    internal RecallActivities(ImageGuard guard, StepRunner runner, IRuns runs, IRecallRuns recalls, Callers callers, WaitingOptions waiting, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        this.waiting = waiting;
        this.callers = callers;
        this.recalls = recalls;
        look = new(guard, runs, recalls);
        withdrawal = new(guard);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<RecallSurvey> SurveyRecallAsync(RecallSpec spec) => runner.RunAsync($"find all that came of {spec.Image}", time, cancel => look.SurveyAsync(spec, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task RegisterRecallAsync(RecallEntry entry) => runner.RunAsync("put it into the register of recalls", time, async cancel =>
    {
        await recalls.AddAsync(entry with { Recall = await RecallAsync(cancel) }, cancel);
        return true;
    });

    /// <inheritdoc/>
    [Activity]
    public Task<RecallEntry?> UnregisterRecallAsync(string recall) =>
        runner.RunAsync("take it out of the register of recalls", time, async cancel => await recalls.RemoveAsync(await RecallAsync(cancel), cancel));

    /// <inheritdoc/>
    [Activity]
    public Task MarkRecalledAsync(RecallImageRequest request) => runner.RunAsync($"{request}: mark", time, cancel => withdrawal.MarkAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task StopPromotionAsync(string workflowId) => runner.RunAsync($"cancel {workflowId}", time, async cancel =>
        await recalls.CancelAsync(workflowId, cancel) ? throw StepFailures.Soon($"{workflowId} has been asked to cancel and still runs", runner.Elapsed, waiting) : true);

    /// <inheritdoc/>
    [Activity]
    public Task<bool> PauseScheduleAsync(PauseScheduleRequest request) => runner.RunAsync($"pause the schedule {request.ScheduleId}", time, cancel => recalls.PauseAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>?> ReadRecalledAsync(RecallImageRequest request) => runner.RunAsync($"{request}: look", time, cancel => look.ReadAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task WithdrawRecalledAsync(RecallImageRequest request) => runner.RunAsync($"{request}: withdraw", time, cancel => withdrawal.WithdrawAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task ReleaseRecalledAsync(RecallImageRequest request) => runner.RunAsync($"{request}: release", time, cancel => withdrawal.ReleaseAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<RecalledUsers> FindUsersAsync(FindUsersRequest request) => runner.RunAsync("find the instances that run from what was recalled", time, cancel => look.UsersAsync(request, cancel));

    // Whose entry it is, Temporal says.
    private async Task<string> RecallAsync(CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Recall, cancellationToken);
        return $"{caller.Name}/{caller.Version}";
    }
}
