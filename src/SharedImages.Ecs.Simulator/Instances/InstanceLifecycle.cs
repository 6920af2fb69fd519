using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs.Simulator;

/// <summary>The statuses that an instance goes through by itself, each from its moment on (facts §5).</summary>
internal sealed class InstanceLifecycle
{
    [JsonInclude, JsonRequired]
    private List<LifecycleStep> Steps
    {
        get;
        init => field = value.Count > 0 ? value : throw new JsonException("a life cycle has one step at least");
    }

    = [];

    [JsonConstructor]
    private InstanceLifecycle()
    {
    }

    private InstanceLifecycle(Cloud cloud, params ReadOnlySpan<(string Status, TimeSpan After)> steps)
    {
        var at = cloud.Now;
        foreach (var (status, after) in steps)
        {
            at += cloud.Clock.Scale(after);
            Steps.Add(new LifecycleStep(status, at));
        }
    }

    private InstanceLifecycle(string status, DateTimeOffset since) => Steps.Add(new LifecycleStep(status, since));

    /// <summary>When it begins to start; null when it does not.</summary>
    public DateTimeOffset? StartsAt => Steps.Find(step => step.Status == InstanceStatus.Starting)?.From;

    /// <summary>The moments at which its statuses begin.</summary>
    public IEnumerable<DateTimeOffset> Times => Steps.Select(step => step.From);

    /// <summary>It has had its status for long, and was started once.</summary>
    public static InstanceLifecycle Standing(string status, DateTimeOffset since) => new(status, since);

    public static InstanceLifecycle Launch(Cloud cloud) =>
        new(cloud, (InstanceStatus.Pending, TimeSpan.Zero), (InstanceStatus.Starting, cloud.Rules.InstancePending), (InstanceStatus.Running, cloud.Rules.InstanceStart));

    public static InstanceLifecycle Create(Cloud cloud) => new(cloud, (InstanceStatus.Pending, TimeSpan.Zero), (InstanceStatus.Stopped, cloud.Rules.InstancePending));

    public static InstanceLifecycle Start(Cloud cloud, string instanceId) =>
        new(cloud, (InstanceStatus.Starting, TimeSpan.Zero), (InstanceStatus.Running, cloud.Rules.Spread(cloud.Rules.InstanceStart, $"start/{instanceId}")));

    public static InstanceLifecycle Stop(Cloud cloud, string instanceId) =>
        new(cloud, (InstanceStatus.Stopping, TimeSpan.Zero), (InstanceStatus.Stopped, cloud.Rules.Spread(cloud.Rules.InstanceStop, $"stop/{instanceId}")));

    /// <summary>The same, but from a moment on it stops.</summary>
    public InstanceLifecycle ThenStop(Cloud cloud, DateTimeOffset from) => new()
    {
        Steps = [.. Steps, new LifecycleStep(InstanceStatus.Stopping, from), new LifecycleStep(InstanceStatus.Stopped, from + cloud.Clock.Scale(cloud.Rules.InstanceStop))],
    };

    public string StatusAt(DateTimeOffset now) => StepAt(now).Status;

    /// <summary>Since when it has had its status.</summary>
    public DateTimeOffset SinceAt(DateTimeOffset now) => StepAt(now).From;

    // A wall clock can be set back to before the first step.
    private LifecycleStep StepAt(DateTimeOffset now) => Steps[Math.Max(0, Steps.FindLastIndex(step => step.From <= now))];
}
