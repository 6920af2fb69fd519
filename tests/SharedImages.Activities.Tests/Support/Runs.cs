using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>What Temporal would say of runs, as a test sets it: at first the promotion <c>web-base</c> <c>1</c>, its part of cn-hangzhou, and a launch.</summary>
internal sealed class Runs : IRuns
{
    public const string TaskQueue = "shared-images";
    public const string Promotion = "promote/web-base/1";
    public const string Region = Promotion + "/cn-hangzhou";

    /// <summary>First run id of the promotion.</summary>
    public const string Run = "run-1";

    /// <summary>A sharing of the same name and version.</summary>
    public const string Sharing = "share/web-base/1";

    /// <summary>Its first run id.</summary>
    public const string SharingRun = "sharing-run-1";

    /// <summary>The move of a channel of the same name.</summary>
    public const string Channel = "channel/web-base/prod";

    /// <summary>Its first run id.</summary>
    public const string ChannelRun = "channel-run-1";

    /// <summary>A recall of the same version.</summary>
    public const string Recall = "recall/web-base/1";

    /// <summary>Its first run id.</summary>
    public const string RecallRun = "recall-run-1";

    /// <summary>Run id of its part of cn-hangzhou.</summary>
    public const string RegionRun = "region-run-1";

    public const string Launch = "launch/web/1";

    /// <summary>First run id of a launch.</summary>
    public const string LaunchRun = "launch-run-1";

    /// <summary>All that an instance carries which a run of the launch has made.</summary>
    public static Dictionary<string, string> LaunchedTags(string run = LaunchRun) => new(StringComparer.Ordinal)
    {
        [Lineage.Kind] = Lineage.LaunchKind,
        [Lineage.Operation] = Launch,
        [Lineage.Run] = run,
        [Lineage.Group] = "group-1",
    };

    private readonly Dictionary<string, RunFacts> runs = new(StringComparer.Ordinal);

    /// <param name="began">When the promotion was started.</param>
    public Runs(DateTimeOffset began)
    {
        Set(Run, new(Promotion, "PromoteImage", TaskQueue, Run, began, RunState.Open, null));
        Set(LaunchRun, new(Launch, "LaunchInstances", TaskQueue, LaunchRun, began, RunState.Open, null));
        Set(ChannelRun, new(Channel, "SetChannel", TaskQueue, ChannelRun, began, RunState.Open, null));
        Set(RecallRun, new(Recall, "RecallImages", TaskQueue, RecallRun, began, RunState.Open, null));
        Set(RegionRun, new(Region, "CopyToRegion", TaskQueue, RegionRun, began, RunState.Open, (Promotion, Run)));
    }

    /// <summary>The regions in which former runs worked.</summary>
    public IReadOnlyList<string> FormerRegions { get; set; } = [];

    /// <summary>The instances that a replacement has selected; null = none so far.</summary>
    public IReadOnlyList<string>? Selected { get; set; }

    /// <summary>Whom a promotion was to share its images with; null = it is not known any more.</summary>
    public IReadOnlyList<string>? SharedWith { get; set; }

    /// <summary>What the last failure of the activity told.</summary>
    public CopyLook? LastLook { get; set; }

    /// <summary>What Temporal was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What asking it throws; null = nothing.</summary>
    public Exception? Trouble { get; set; }

    public RunFacts this[string runId] => runs[runId];

    public void Set(string runId, RunFacts run) => runs[runId] = run;

    public void Forget(string runId) => runs.Remove(runId);

    public Task<RunFacts?> FindAsync(string workflowId, string? runId, CancellationToken cancellationToken)
    {
        Asked.Add($"{workflowId} {runId}".TrimEnd());
        var found = runId is null ? runs.Values.LastOrDefault(run => run.WorkflowId == workflowId) : runs.GetValueOrDefault(runId);
        return Trouble is { } trouble ? Task.FromException<RunFacts?>(trouble) : Task.FromResult(found?.WorkflowId == workflowId ? found : null);
    }

    public Task<IReadOnlyList<string>> FormerRegionsAsync(string workflowId, CancellationToken cancellationToken) => Task.FromResult(FormerRegions);

    public Task<IReadOnlyList<string>?> SelectedAsync(string workflowId, string runId, CancellationToken cancellationToken)
    {
        Asked.Add($"selected by {workflowId} {runId}");
        return Task.FromResult(Selected);
    }

    /// <summary>Where the channels stand; null = nobody knows.</summary>
    public ImageChannels? Channels { get; set; }

    public Task<ImageChannels?> ChannelsAsync(string name, CancellationToken cancellationToken) => Task.FromResult(Channels);

    /// <summary>The open operations that work with images.</summary>
    public IReadOnlyList<ImageUser> Users { get; set; } = [];

    public Task<IReadOnlyList<ImageUser>> UsersAsync(string promotionId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => Task.FromResult(Users);

    public Task<IReadOnlyList<string>?> SharedWithAsync(string workflowId, CancellationToken cancellationToken)
    {
        Asked.Add($"shared by {workflowId}");
        return Task.FromResult(SharedWith);
    }

    /// <summary>What the register of recalls lists.</summary>
    public IReadOnlySet<string> Recalled { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Why there is no register that can be gone by; null = there is one.</summary>
    public StepError? NoRegister { get; set; }

    public Task<IReadOnlySet<string>> RecalledAsync(CancellationToken cancellationToken) =>
        NoRegister is { } error ? Task.FromException<IReadOnlySet<string>>(new TroubleException(error)) : Task.FromResult(Recalled);

    public Task<CopyLook?> LastLookAsync(CancellationToken cancellationToken) => Task.FromResult(LastLook);
}
