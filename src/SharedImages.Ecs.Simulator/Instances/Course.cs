using System.Text.Json;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs.Simulator;

/// <summary>The statuses that an instance goes through by itself, each from its moment on (facts §5).</summary>
internal sealed class Course
{
    [JsonInclude, JsonRequired]
    private List<CourseStep> Steps
    {
        get;
        init => field = value.Count > 0 ? value : throw new JsonException("a course has one step at least");
    }

    = [];

    [JsonConstructor]
    private Course()
    {
    }

    private Course(Cloud cloud, params ReadOnlySpan<(string Status, TimeSpan After)> steps)
    {
        var at = cloud.Now;
        foreach (var (status, after) in steps)
        {
            at += cloud.Clock.Scale(after);
            Steps.Add(new CourseStep(status, at));
        }
    }

    private Course(string status, DateTimeOffset since) => Steps.Add(new CourseStep(status, since));

    /// <summary>When it begins to start; null when it does not.</summary>
    public DateTimeOffset? StartsAt => Steps.Find(step => step.Status == InstanceStatus.Starting)?.From;

    /// <summary>The moments at which its statuses begin.</summary>
    public IEnumerable<DateTimeOffset> Moments => Steps.Select(step => step.From);

    /// <summary>It has had its status for long, and was started once.</summary>
    public static Course Standing(string status, DateTimeOffset since) => new(status, since);

    public static Course Launch(Cloud cloud) =>
        new(cloud, (InstanceStatus.Pending, TimeSpan.Zero), (InstanceStatus.Starting, cloud.Rules.InstancePending), (InstanceStatus.Running, cloud.Rules.InstanceStart));

    public static Course Create(Cloud cloud) => new(cloud, (InstanceStatus.Pending, TimeSpan.Zero), (InstanceStatus.Stopped, cloud.Rules.InstancePending));

    public static Course Start(Cloud cloud) => new(cloud, (InstanceStatus.Starting, TimeSpan.Zero), (InstanceStatus.Running, cloud.Rules.InstanceStart));

    public static Course Stop(Cloud cloud) => new(cloud, (InstanceStatus.Stopping, TimeSpan.Zero), (InstanceStatus.Stopped, cloud.Rules.InstanceStop));

    /// <summary>The same, but from a moment on it stops.</summary>
    public Course ThenStop(Cloud cloud, DateTimeOffset from) => new()
    {
        Steps = [.. Steps, new CourseStep(InstanceStatus.Stopping, from), new CourseStep(InstanceStatus.Stopped, from + cloud.Clock.Scale(cloud.Rules.InstanceStop))],
    };

    public string StatusAt(DateTimeOffset now) => StepAt(now).Status;

    /// <summary>Since when it has had its status.</summary>
    public DateTimeOffset SinceAt(DateTimeOffset now) => StepAt(now).From;

    // A wall clock can be set back to before the first step.
    private CourseStep StepAt(DateTimeOffset now) => Steps[Math.Max(0, Steps.FindLastIndex(step => step.From <= now))];
}
