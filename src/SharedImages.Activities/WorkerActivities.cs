using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>The activities of all kinds as one worker has them: they share its guard, its account and its looks at regions.</summary>
public sealed class WorkerActivities
{
    /// <summary>Creates the activities.</summary>
    /// <param name="ecs">The ECS client.</param>
    /// <param name="trust">The worker's lists; asked at every check, so that a change counts at once.</param>
    /// <param name="waiting">How patiently to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="installation">Name of this deployment, one for all its workers; goes into a tag of each copy.</param>
    public WorkerActivities(IEcsAccess ecs, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation)
        : this(ecs, trust, waiting, time, installation, new TemporalRuns(), new TemporalPromotionRuns(), new TemporalRecallRuns(new TemporalRuns()))
    {
    }

    internal WorkerActivities(IEcsAccess ecs, Func<TrustOptions> trust, WaitingOptions waiting, TimeProvider time, string installation, IRuns runs, IPromotionRuns promotions, IRecallRuns recalls)
    {
        var runner = new StepRunner(waiting);
        var callers = new Callers(runs);
        var guard = new ImageGuard(ecs, trust, callers, runs, new(), waiting, installation);
        var replacements = new ReplacementCallers(runs);
        var instances = new InstanceGuard(guard, callers, replacements, trust, waiting);
        Sharing = new(guard, runner, trust, time);
        Promotion = new(guard, runner, runs, trust, waiting, time, installation);
        Images = new(guard, runner, runs, trust, time, installation);
        Tests = new(guard, instances, runner, waiting, time);
        Instances = new(instances, runner, waiting, time);
        Launch = new(guard, instances, runner, trust, waiting, time);
        Refresh = new(guard, runner, runs, promotions, trust, waiting, time, installation);
        Retirement = new(guard, runner, runs, time);
        Replacement = new(guard, runner, replacements, trust, waiting, time, installation);
        Channels = new(guard, runner, runs, callers, time);
        Recall = new(guard, runner, runs, recalls, callers, waiting, time);
        Sweep = new(guard, runner, runs, time, installation);
    }

    /// <summary>Those of promotions.</summary>
    public PromotionActivities Promotion { get; }

    /// <summary>Those of launches.</summary>
    public LaunchActivities Launch { get; }

    /// <summary>Those of sharings.</summary>
    public SharingActivities Sharing { get; }

    /// <summary>What several kinds ask about images.</summary>
    public ImageActivities Images { get; }

    /// <summary>Smoke tests.</summary>
    public TestActivities Tests { get; }

    /// <summary>How instances are taken back.</summary>
    public InstanceActivities Instances { get; }

    /// <summary>Those of replacements.</summary>
    public ReplacementActivities Replacement { get; }

    /// <summary>Those of refreshes.</summary>
    public RefreshActivities Refresh { get; }

    /// <summary>Those of retirements.</summary>
    public RetirementActivities Retirement { get; }

    /// <summary>Those of channels.</summary>
    public ChannelActivities Channels { get; }

    /// <summary>Those of recalls.</summary>
    public RecallActivities Recall { get; }

    /// <summary>Those of sweeps.</summary>
    public SweepActivities Sweep { get; }

    /// <summary>One object per kind, and those that kinds share.</summary>
    public IReadOnlyList<object> All => [Promotion, Launch, Sharing, Replacement, Refresh, Retirement, Channels, Recall, Sweep, Images, Tests, Instances];
}
