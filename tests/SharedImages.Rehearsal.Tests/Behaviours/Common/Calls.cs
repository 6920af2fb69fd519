using Temporalio.Common;
using Temporalio.Workflows;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Calls one activity, <c>Step</c>, and returns how that ends for it.</summary>
[Workflow]
internal sealed class Calls
{
    [WorkflowRun]
    public async Task<string> RunAsync(ActivityCall call) => await Outcome.OfAsync(() => Workflow.ExecuteActivityAsync<object?>("Step", [], call.Options()));
}

/// <summary>How an activity is called. Seconds, so that the recordings are easy to read.</summary>
internal sealed record ActivityCall
{
    public double? StartToClose { get; init; }

    public double? ScheduleToClose { get; init; }

    public double? ScheduleToStart { get; init; }

    public double? Heartbeat { get; init; }

    public int MaximumAttempts { get; init; }

    public double FirstRetryAfter { get; init; } = 0.1;

    public float Backoff { get; init; } = 2;

    public double? LongestRetry { get; init; }

    public string[] FinalErrors { get; init; } = [];

    public string? TaskQueue { get; init; }

    public ActivityCancellationType Cancellation { get; init; }

    public ActivityOptions Options() => new()
    {
        StartToCloseTimeout = Seconds(StartToClose),
        ScheduleToCloseTimeout = Seconds(ScheduleToClose),
        ScheduleToStartTimeout = Seconds(ScheduleToStart),
        HeartbeatTimeout = Seconds(Heartbeat),
        TaskQueue = TaskQueue,
        CancellationType = Cancellation,
        DisableEagerActivityExecution = true,
        RetryPolicy = new RetryPolicy
        {
            MaximumAttempts = MaximumAttempts,
            InitialInterval = TimeSpan.FromSeconds(FirstRetryAfter),
            BackoffCoefficient = Backoff,
            MaximumInterval = Seconds(LongestRetry),
            NonRetryableErrorTypes = FinalErrors,
        },
    };

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
