using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of a promotion. One instance serves a whole worker: its looks at regions and its account are shared.</summary>
public sealed class PromotionActivities : IPromotionActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly SourceResolution resolution;
    private readonly RegionChecks regions;
    private readonly ImageCopying copying;
    private readonly ImageWaiting waits;
    private readonly ImageVerification verification;
    private readonly ImageSharing sharing;
    private readonly ImageRemover remover;

    /// <summary>Creates the activities.</summary>
    /// <param name="ecs">The ECS client.</param>
    /// <param name="trust">The worker's lists; asked at every check, so that a change counts at once.</param>
    /// <param name="waiting">How patiently to wait.</param>
    /// <param name="time">The clock.</param>
    public PromotionActivities(IEcsClient ecs, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time)
    {
        this.time = time;
        var identity = new AccountIdentity(ecs);
        runner = new(waiting, time);
        resolution = new(ecs, trust, identity);
        regions = new(ecs, waiting, runner);
        copying = new(ecs, trust, identity, waiting, runner);
        waits = new(new(ecs, waiting, time), waiting, time);
        verification = new(ecs, runner);
        sharing = new(ecs, trust, identity, runner);
        remover = new(ecs, sharing, waiting, time);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<SourceReport> ResolveSourceAsync(ResolveSourceRequest request) =>
        RunAsync($"{request.Source.Region}: find the source image", cancel => resolution.ResolveAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<RegionVerdict>> CheckRegionsAsync(CheckRegionsRequest request) =>
        RunAsync("check the target regions", cancel => regions.CheckAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task DryRunCopyAsync(CopyRequest request) =>
        RunAsync($"{request.ToRegion}: check the copy of {request.FromImageId}", cancel => copying.DryRunAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<CopyLookup> FindCopyAsync(FindCopyRequest request) =>
        RunAsync($"{request.Region}: look for an earlier copy", cancel => copying.FindAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public async Task<FoundCopy> CopyImageAsync(CopyRequest request)
    {
        // Without word from the attempt before, the effect of its call is unknown.
        await using var unknown = await Pulse<bool>.StartAsync(ActivityExecutionContext.Current.Info.Attempt > 1, time);
        return await runner.RunAsync(
            $"{request.ToRegion}: copy {request.FromImageId}", unknown, givesUp: true, () => unknown.Value, cancel => copying.CopyAsync(request, unknown, cancel));
    }

    /// <inheritdoc/>
    [Activity]
    public async Task WaitImageAsync(WaitImageRequest request)
    {
        await using var pulse = await Pulse<CopyHeartbeat>.StartAsync(waits.Nothing, time);
        await runner.RunAsync($"{request.Region} {request.ImageId}: wait", pulse, cancel => waits.LookAsync(request, pulse, cancel));
    }

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<ImageCheck>> VerifyImageAsync(VerifyImageRequest request) =>
        RunAsync($"{request.Region} {request.ImageId}: verify", cancel => verification.VerifyAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> ReadSharesAsync(ImageRef image) =>
        RunAsync($"{image.Region} {image.ImageId}: read shares", cancel => sharing.ReadAsync(image.Region, image.ImageId, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> ShareImageAsync(ShareImageRequest request) =>
        RunAsync($"{request.Region} {request.ImageId}: share", cancel => sharing.ShareAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task UnshareImageAsync(ShareImageRequest request) =>
        RunPatientlyAsync($"{request.Region} {request.ImageId}: take shares back", cancel => sharing.UnshareAsync(request.Region, request.ImageId, request.Accounts, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> ReadSnapshotsAsync(MadeImage image) =>
        RunPatientlyAsync($"{image.Region} {image.ImageId}: note snapshots", cancel => remover.SnapshotsAsync(image, cancel));

    /// <inheritdoc/>
    [Activity]
    public async Task RemoveImageAsync(MadeImage image)
    {
        await using var seen = await Pulse<bool>.StartAsync(false, time);
        await runner.RunPatientlyAsync($"{image.Region} {image.ImageId}: remove", seen, cancel => remover.RemoveAsync(image, seen, cancel));
    }

    /// <inheritdoc/>
    [Activity]
    public Task RemoveSnapshotsAsync(SnapshotsRef snapshots) =>
        RunPatientlyAsync($"{snapshots.Region}: remove snapshots", cancel => remover.RemoveSnapshotsAsync(snapshots, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<Leftovers> FindLeftoversAsync(FindLeftoversRequest request) =>
        RunPatientlyAsync($"{request.Region}: ask what is left", cancel => remover.FindLeftoversAsync(request, cancel));

    private async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> step)
    {
        await using var pulse = await Pulse<bool>.StartAsync(false, time);
        return await runner.RunAsync(what, pulse, step);
    }

    private async Task<T> RunPatientlyAsync<T>(string what, Func<CancellationToken, Task<T>> step)
    {
        await using var pulse = await Pulse<bool>.StartAsync(false, time);
        return await runner.RunPatientlyAsync(what, pulse, step);
    }
}
