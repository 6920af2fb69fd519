using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The steps of one instance's part, each an activity: what is asked of it, under which name it fails or parks, and what the Web UI shows.</summary>
internal sealed class InstanceSteps(ReplaceSystemDiskInput input)
{
    /// <summary>What must not fail unnoticed: an instance that does not run.</summary>
    public const string StartStep = "start";

    private const string SnapshotStep = "snapshot";
    private const string ReplaceStep = "replace";
    private const string ImageStep = "image of the old disk";

    private readonly InstanceRequest instance = new(input.Of, input.Disk.Region, input.InstanceId);

    /// <exception cref="StepFailedException">For good; so for all.</exception>
    public Task<InstanceFacts> ClaimAsync() => StepAsync("claim", () => Workflow.ExecuteActivityAsync(
        (IReplacementActivities a) => a.ClaimInstanceAsync(new ClaimInstanceRequest(instance, input.Former == null ? input.Disk.ImageId : null)), StepOptions.Detached(Summary("check and mark"))));

    public Task<InstanceFacts> ReadAsync() => StepAsync("look", () => Workflow.ExecuteActivityAsync(
        (IReplacementActivities a) => a.ReadInstanceAsync(instance), StepOptions.Detached(Summary("look"))));

    public Task StopAsync() => StepAsync("stop", () => Workflow.ExecuteActivityAsync(
        (IReplacementActivities a) => a.StopForReplacementAsync(instance), StepOptions.Detached(Summary("stop"))));

    /// <summary>May be given up while it waits: what it has made expires.</summary>
    public Task<string> SnapshotAsync(string diskId, int days)
    {
        // A run that was reset makes another one: what the disk held before is not what it holds now.
        var request = new SnapshotDiskRequest(instance, diskId, days, ClientTokens.Of(Workflow.Info.WorkflowId, Workflow.Info.RunId, SnapshotStep, "", 0));
        return StepAsync(SnapshotStep, () => Workflow.ExecuteActivityAsync(
            (IReplacementActivities a) => a.SnapshotDiskAsync(request), StepOptions.Write(Summary($"snapshot of {diskId}"))));
    }

    /// <param name="oldDiskId">The disk that goes.</param>
    /// <param name="disk">The one that comes.</param>
    /// <param name="size">Its size, GiB.</param>
    /// <param name="generation">How many disks this run has asked for before.</param>
    public Task<string> ReplaceAsync(string oldDiskId, DiskWish disk, int size, int generation)
    {
        var request = new ReplaceDiskRequest(instance, oldDiskId, disk, size, Token(ReplaceStep, generation));
        return StepAsync(ReplaceStep, () => Workflow.ExecuteActivityAsync(
            (IReplacementActivities a) => a.ReplaceDiskAsync(request), StepOptions.Detached(Summary($"replace {oldDiskId} by a disk of {disk.ImageId}"))));
    }

    public Task StartAsync() => StepAsync(StartStep, () => Workflow.ExecuteActivityAsync(
        (IReplacementActivities a) => a.StartReplacedAsync(instance), StepOptions.Detached(Summary("start"))));

    /// <param name="test">What it must show.</param>
    /// <param name="round">How many disks this run has asked for: a command is begun once per round.</param>
    public async Task TestAsync(TestSpec test, int round)
    {
        try
        {
            await new SmokeTest(input.Disk.Region, input.Of.Account, test, round).RunAsync([input.InstanceId]);
        }
        catch (StepFailedException failure) when (failure.Error.Kind == StepErrorKind.TestFailed)
        {
            throw new StepFailedException(failure.Step, PartRules.TestFailed(failure.Error), failure);
        }
    }

    public Task<string> MakeImageAsync(string snapshotId)
    {
        var token = Token(ImageStep, 0);
        var request = new FormerDiskImageRequest(instance, snapshotId, $"{input.InstanceId}-{snapshotId}", token);
        return StepAsync(ImageStep, () => Workflow.ExecuteActivityAsync(
            (IReplacementActivities a) => a.MakeFormerDiskImageAsync(request), StepOptions.Detached(Summary($"image of {snapshotId}"))));
    }

    public Task ReleaseAsync() => StepAsync("release", () => Workflow.ExecuteActivityAsync(
        (IReplacementActivities a) => a.ReleaseInstanceAsync(instance), StepOptions.Detached(Summary("take the mark away"))));

    // Of this very run of the instance's workflow: another one does its own work.
    private static string Token(string step, int generation) =>
        ClientTokens.Of(Workflow.Info.WorkflowId, Workflow.Info.FirstExecutionRunId, step, "", generation);

    private string Summary(string what) => $"{input.Disk.Region} {input.InstanceId}: {what}";

    private static Task<bool> StepAsync(string step, Func<Task> run) => StepAsync(step, async () =>
    {
        await run();
        return true;
    });

    private static async Task<T> StepAsync<T>(string step, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            throw StepFailedException.From(step, failure);
        }
    }
}
