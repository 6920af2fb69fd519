using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a promotion. One instance serves a whole worker: its looks at regions are shared.</summary>
public sealed class PromotionActivities : IPromotionActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly SourceResolution resolution;
    private readonly VersionSurvey survey;
    private readonly IRuns runs;
    private readonly ImageCopying copying;
    private readonly ImageWaiting waits;
    private readonly ImageVerification verification;
    private readonly ImageSharing sharing;
    private readonly ImageRemover remover;

    internal PromotionActivities(ImageGuard guard, StepRunner runner, IRuns runs, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation)
    {
        this.time = time;
        this.runs = runs;
        this.runner = runner;
        resolution = new(guard, trust, installation);
        survey = new(guard, runs, waiting, runner);
        copying = new(guard, waiting, runner);
        waits = new(new(waiting, time), guard, runs, waiting, time);
        verification = new(guard, runner);
        sharing = new(guard, runner);
        remover = new(guard, waiting);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<SourceReport> ResolveSourceAsync(ResolveSourceRequest request) =>
        RunAsync($"{request.Source.Region}: find the source image", cancel => resolution.ResolveAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<Survey> SurveyAsync(SurveyRequest request) =>
        RunAsync("check the target regions", cancel => survey.TakeAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task DryRunCopyAsync(CopyRequest request) =>
        RunAsync(
            $"{request.ToRegion}: check the copy of {request.FromImageId}",
            cancel => copying.DryRunAsync(request, cancel),
            failure => Remedies.ForCopy(failure, request.ToRegion, request.KmsKeyId));

    /// <inheritdoc/>
    [Activity]
    public Task<CopyLookup> FindCopyAsync(CopyRequest request) =>
        RunAsync($"{request.ToRegion}: look for an earlier copy", cancel => copying.FindAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public async Task<FoundCopy> CopyImageAsync(CopyRequest request)
    {
        // Without word from the attempt before, the effect of its call is unknown.
        await using var unknown = await Pulse<bool>.StartAsync(ActivityExecutionContext.Current.Info.Attempt > 1, time);
        return await runner.RunAsync(
            $"{request.ToRegion}: copy {request.FromImageId}",
            unknown,
            givesUp: true,
            () => unknown.Value,
            cancel => copying.CopyAsync(request, unknown, cancel),
            failure => Remedies.ForCopy(failure, request.ToRegion, request.KmsKeyId));
    }

    /// <inheritdoc/>
    [Activity]
    public async Task WaitImageAsync(WaitImageRequest request)
    {
        await using var pulse = await Pulse<CopyLook>.StartAsync(ImageWaiting.Nothing(request.ImageId), time);
        await runner.RunAsync($"{request.Region} {request.ImageId}: wait", pulse, givesUp: true, () => false, cancel => waits.LookAsync(request, pulse, cancel), Remedies.ForPromotion);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<VerifiedImage> VerifyImageAsync(VerifyImageRequest request) =>
        RunAsync($"{request.Region} {request.ImageId}: verify", cancel => verification.VerifyAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> ShareImageAsync(ShareImageRequest request) =>
        RunAsync($"{request.Region} {request.ImageId}: share", cancel => sharing.ShareAsync(request, cancel), failure => Remedies.ForSharing(failure, request.Accounts));

    /// <inheritdoc/>
    [Activity]
    public Task UnshareImageAsync(ShareImageRequest request) =>
        RunPatientlyAsync($"{request.Region} {request.ImageId}: take shares back", cancel => sharing.UnshareAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> NoteSnapshotsAsync(RemoveImageRequest request) =>
        RunPatientlyAsync($"{request.Image.Region} {request.Image.ImageId}: note snapshots", cancel => remover.NoteSnapshotsAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public async Task RemoveImageAsync(RemoveImageRequest request)
    {
        await using var seen = await Pulse<bool>.StartAsync(false, time);
        await runner.RunPatientlyAsync($"{request.Image.Region} {request.Image.ImageId}: remove", seen, cancel => remover.RemoveAsync(request, seen, cancel));
    }

    /// <inheritdoc/>
    [Activity]
    public Task RemoveSnapshotsAsync(RemoveSnapshotsRequest request) =>
        RunPatientlyAsync($"{request.Region}: remove snapshots", cancel => remover.RemoveSnapshotsAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<Leftovers> FindLeftoversAsync(FindLeftoversRequest request) =>
        RunPatientlyAsync($"{request.Region}: ask what is left", cancel => remover.FindLeftoversAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<TimeSpan?>> EstimateCopiesAsync(IReadOnlyList<CopyRoute> routes) => Task.FromResult(waits.DurationsOf(routes));

    /// <inheritdoc/>
    [Activity]
    public Task AwaitEndAsync(string workflowId) => RunAsync($"wait for the end of {workflowId}", async cancel =>
        await runs.FindAsync(workflowId, null, cancel) is not { IsOpen: true }
            ? true
            : throw runner.NotYet($"{workflowId} still runs", () => new(
                StepErrorKind.Internal,
                $"{workflowId}, which an earlier run or somebody else started, still runs",
                "see what keeps it (its page in the Web UI); end it, then run the same promotion again")));

    private Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> step, Func<EcsException, string>? remedy = null) => runner.RunAsync(what, time, step, remedy ?? Remedies.ForPromotion);

    private Task<T> RunPatientlyAsync<T>(string what, Func<CancellationToken, Task<T>> step) => runner.RunPatientlyAsync(what, time, step);
}
