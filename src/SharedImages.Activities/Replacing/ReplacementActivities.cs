using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>The steps of replacements. One instance serves a whole worker: its looks at instances are shared.</summary>
public sealed class ReplacementActivities : IReplacementActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly FleetSurveying surveying;
    private readonly InstanceMarks marks;
    private readonly InstancePower power;
    private readonly DiskReplacing disks;
    private readonly DiskSnapshots snapshots;

    internal ReplacementActivities(ImageGuard images, StepRunner runner, ReplacementCallers callers, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation)
    {
        (this.runner, this.time) = (runner, time);
        var guard = new ReplacementGuard(images, trust, callers, installation);
        var looks = new InstanceLooks(guard, new(waiting, time), new(), runner, waiting);
        surveying = new(guard, images, trust);
        marks = new(guard, looks, runner);
        power = new(guard, looks);
        disks = new(guard, looks);
        snapshots = new(guard, looks);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<FleetSurvey> SurveyFleetAsync(SurveyFleetRequest request) =>
        runner.RunAsync("find the instances", time, cancel => surveying.SurveyAsync(request, cancel), ReplacementRemedies.For);

    /// <inheritdoc/>
    [Activity]
    public Task<InstanceFacts> ClaimInstanceAsync(ClaimInstanceRequest request) => RunAsync(request.Instance, "claim", cancel => marks.ClaimAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<InstanceFacts> ReadInstanceAsync(InstanceRequest request) =>
        runner.RunPatientlyAsync(Name(request, "look"), time, cancel => marks.ReadAsync(request, cancel), ReplacementRemedies.For);

    /// <inheritdoc/>
    [Activity]
    public Task StopForReplacementAsync(InstanceRequest request) => RunAsync(request, "stop", cancel => power.StopAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<string> SnapshotDiskAsync(SnapshotDiskRequest request) => RunAsync(request.Instance, "snapshot", cancel => snapshots.SnapshotAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<string> ReplaceDiskAsync(ReplaceDiskRequest request) => runner.RunAsync(
        Name(request.Instance, "replace the disk"), time, cancel => disks.ReplaceAsync(request, cancel), failure => ReplacementRemedies.For(failure, request.Disk));

    /// <inheritdoc/>
    [Activity]
    public Task StartReplacedAsync(InstanceRequest request) => RunAsync(request, "start", cancel => power.StartAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task<string> MakeFormerDiskImageAsync(FormerDiskImageRequest request) =>
        RunAsync(request.Instance, "make an image of the old disk", cancel => snapshots.MakeImageAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task ReleaseInstanceAsync(InstanceRequest request) => RunAsync(request, "take the mark away", cancel => marks.ReleaseAsync(request, cancel));

    private Task<T> RunAsync<T>(InstanceRequest request, string what, Func<CancellationToken, Task<T>> step) =>
        runner.RunAsync(Name(request, what), time, step, ReplacementRemedies.For);

    private static string Name(InstanceRequest request, string what) => $"{request.Region} {request.InstanceId}: {what}";
}
