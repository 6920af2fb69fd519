using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

/// <summary>An instance of ours in cn-hangzhou whose disk the replacement <c>web-roll</c> <c>1</c> replaces, and the steps of its part.</summary>
internal sealed class ReplacedInstance
{
    public const string Region = Site.Home;
    public const string WorkflowId = "replace/web-roll/1";

    /// <summary>Its first run id.</summary>
    public const string Run = "roll-run";

    /// <summary>Run id of the instance's part.</summary>
    public const string PartRun = "part-run";

    private const string Own = SimulatorWorld.OurAccount;
    private const string WindowRun = "window-run";

    private readonly Site site;

    /// <param name="site">Where.</param>
    /// <param name="tags">The instance's tags; null = may be replaced, and marked by this run.</param>
    /// <param name="status">Its status.</param>
    /// <param name="instanceId">An instance that is there, or not, in the place of one that is added.</param>
    public ReplacedInstance(Site site, IReadOnlyDictionary<string, string>? tags = null, string status = "Running", string? instanceId = null)
    {
        this.site = site;
        Old = site.Simulator.State.AddImage(Own, new() { Region = Region, Name = "web-old" });
        New = site.Simulator.State.AddImage(Own, new() { Region = Region, Name = "web-new" });
        InstanceId = instanceId ?? site.Simulator.State.AddInstance(Own, new() { Region = Region, Name = "web", Image = Old, Status = status, Tags = tags ?? Marked(Run) });
        Disk = new(Region, New, true, Site.KeyIn(Region));
        Request = new(new("web-roll", "1", Run, Own, Site.Installation, 7, null, WayBack.Keep), Region, InstanceId);
        site.Runs.Set(Run, new(WorkflowId, ReplacementNames.ReplaceSystemDisks, Runs.TaskQueue, Run, Site.Start, RunState.Open, null));
        site.Runs.Set(WindowRun, new(ReplacementNames.WindowWorkflowId(WorkflowId, Run, 0), ReplacementNames.ReplaceWindow, Runs.TaskQueue, WindowRun, Site.Start, RunState.Open, (WorkflowId, Run)));
        SetPart(PartRun, InstanceId);
        site.Runs.Selected = [InstanceId];
    }

    private ReplacedInstance(ReplacedInstance part) => (site, Old, New, InstanceId, Disk, Request) = (part.site, part.Old, part.New, part.InstanceId, part.Disk, part.Request);

    /// <summary>The image that it has.</summary>
    public string Old { get; }

    /// <summary>The image that it is to have.</summary>
    public string New { get; }

    public string InstanceId { get; }

    /// <summary>The disk that it is to have.</summary>
    public DiskWish Disk { get; init; }

    /// <summary>What its steps are asked.</summary>
    public InstanceRequest Request { get; init; }

    /// <summary>The id of its part.</summary>
    public string PartId => ReplacementNames.InstanceWorkflowId(Own, Region, InstanceId);

    /// <summary>The disk that it has; of one that is not ours, one that is not there.</summary>
    public string OldDiskId => site.Simulator.State.Instances(Own).FirstOrDefault(instance => instance.InstanceId == InstanceId)?.Disks[0].DiskId ?? "d-none";

    /// <summary>What a worker must allow for it.</summary>
    public static TrustOptions Allowing(TrustOptions trust) => trust with
    {
        Replacing = new() { InstanceTags = [new("replaceable", "yes")], MaxInstances = 10 },
        Testing = new() { Commands = new(false, [AllowedTexts.DigestOf(Launches.Command.Run)]) },
    };

    /// <summary>Tags of an instance whose disk may be replaced.</summary>
    public static SortedDictionary<string, string> Replaceable() => new(StringComparer.Ordinal) { ["replaceable"] = "yes" };

    /// <summary>The same while a run replaces it.</summary>
    public static SortedDictionary<string, string> Marked(string run, string installation = Site.Installation) =>
        new(Replaceable(), StringComparer.Ordinal) { [ReplacementNames.RunMark] = run, [ReplacementNames.InstallationMark] = installation };

    /// <summary>The same instance, of which something else is asked.</summary>
    public ReplacedInstance Asking(Func<InstanceRequest, InstanceRequest> forge) => new(this) { Request = forge(Request) };

    /// <summary>The same instance, which is to have another disk.</summary>
    public ReplacedInstance Wishing(Func<DiskWish, DiskWish> forge) => new(this) { Disk = forge(Disk) };

    /// <summary>Lets Temporal know of an instance's part, begun by the window.</summary>
    public void SetPart(string run, string instanceId) => site.Runs.Set(run, new(
        ReplacementNames.InstanceWorkflowId(Own, Region, instanceId), ReplacementNames.ReplaceSystemDisk, Runs.TaskQueue, run, Site.Start, RunState.Open, (ReplacementNames.WindowWorkflowId(WorkflowId, Run, 0), WindowRun)));

    /// <summary>An attempt that the instance's part has asked for.</summary>
    public ActivityInfo Attempt(int number, TimeSpan ago, params IReadOnlyList<object?> details) => site.Attempt(number, ago, details) with
    {
        WorkflowId = PartId,
        WorkflowRunId = PartRun,
        WorkflowType = ReplacementNames.ReplaceSystemDisk,
    };

    /// <summary>The step that the ECS call belongs to.</summary>
    public Func<Task> Step(string action) => action switch
    {
        "TagResources" => () => site.Replacements.ClaimInstanceAsync(new(Request, New)),
        "StopInstance" => () => site.Replacements.StopForReplacementAsync(Request),
        "CreateSnapshot" => () => site.Replacements.SnapshotDiskAsync(new(Request, OldDiskId, 7, "snapshot-1")),
        "ReplaceSystemDisk" => () => site.Replacements.ReplaceDiskAsync(new(Request, OldDiskId, Disk, 40, "replace-1")),
        "StartInstance" => () => site.Replacements.StartReplacedAsync(Request),
        "RunCommand" => () => site.Tests.StartCommandAsync(new(Region, Own, [InstanceId], Launches.Command, "command-1")),
        "UntagResources" => () => site.Replacements.ReleaseInstanceAsync(Request),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "no step calls it"),
    };

    /// <summary>Makes the snapshot of its disk, as an attempt of the step and its next one do.</summary>
    public async Task<string> SnapshotAsync()
    {
        var request = new SnapshotDiskRequest(Request, OldDiskId, 7, "snapshot-1");
        await Failures.LaterAsync(() => site.RunAsync(() => site.Replacements.SnapshotDiskAsync(request), Attempt(1, TimeSpan.Zero)));
        site.Time.Advance(TimeSpan.FromMinutes(1));
        return await site.RunAsync(() => site.Replacements.SnapshotDiskAsync(request), Attempt(2, TimeSpan.FromMinutes(1)));
    }

    /// <summary>Makes an image of that snapshot.</summary>
    public Func<Task> MakeImage(string snapshotId) => () => site.Replacements.MakeFormerDiskImageAsync(new(Request, snapshotId, $"{InstanceId}-{snapshotId}", "image-1"));
}
