using System.Globalization;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>What a flow test sets differently.</summary>
public sealed record FlowOptions
{
    /// <summary>0 makes every workflow task replay from the start; the whole suite is run once so.</summary>
    public static int CachedWorkflows { get; } =
        int.Parse(Environment.GetEnvironmentVariable("SHAREDIMAGES_TEST_CACHE") ?? "1000", CultureInfo.InvariantCulture);

    public SimulatorWorld World { get; init; } = SimulatorWorld.Default();

    public double Speed { get; init; } = 100;

    public TrustOptions Trust { get; set; } = new() { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount], Replacing = Replaceable, Testing = new() { Commands = new(true, []) } };

    /// <summary>What a worker lets be replaced unless a test wants it otherwise.</summary>
    public static ReplacingOptions Replaceable => new() { InstanceTags = [new("replaceable", "yes")], MaxInstances = 2_000 };

    public WaitingOptions Waiting { get; init; } = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(300),
        ShortestDelay = TimeSpan.FromMilliseconds(100),
        LongestDelay = TimeSpan.FromMilliseconds(900),
        StallTime = TimeSpan.FromSeconds(30),
        VisibilityGrace = TimeSpan.FromSeconds(3),
        Patience = TimeSpan.FromMinutes(2),
    };

    public Func<EcsClientOptions, EcsClientOptions> Ecs { get; init; } = options => options;

    /// <summary>After how long Temporal forgets a run that has ended; only in a rehearsal. Null = never.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Of a rehearsal whose history is to be the same each time; null = as it comes.</summary>
    public long? Seed { get; init; }

    /// <summary>The worker that runs from the start.</summary>
    public WorkerSetup Worker { get; init; } = new();
}
