using Temporalio.Common;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Options of the activities, by intent. None has a limit of attempts or a deadline over all of them: the activities themselves
/// know which trouble passes and for how long to bear it, and only they can word what is left for an operator.
/// </summary>
internal static class StepOptions
{
    // A worker that died is noticed after this long, so that a lost CopyImage answer is fetched again soon.
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Reads only; may be given up at any moment.</summary>
    public static ActivityOptions Read(string summary) => Options(summary, TimeSpan.FromMinutes(2));

    /// <summary>One look at a copy per attempt.</summary>
    public static ActivityOptions Wait(string summary) => Options(summary, TimeSpan.FromMinutes(2));

    /// <summary>Changes something; a cancellation waits until the attempt that runs has come to an end.</summary>
    public static ActivityOptions Write(string summary)
    {
        var options = Options(summary, TimeSpan.FromMinutes(10));
        options.CancellationType = ActivityCancellationType.WaitCancellationCompleted;
        return options;
    }

    /// <summary>Goes on to a known end whatever happens to the run: CopyImage, and everything that undoes.</summary>
    /// <param name="summary">What the Web UI shows.</param>
    /// <param name="within">Deadline over all attempts; null = none.</param>
    public static ActivityOptions Detached(string summary, TimeSpan? within = null)
    {
        var options = Options(summary, TimeSpan.FromMinutes(10));
        options.ScheduleToCloseTimeout = within;
        options.CancellationToken = CancellationToken.None;
        return options;
    }

    private static ActivityOptions Options(string summary, TimeSpan attempt) => new()
    {
        Summary = summary,
        StartToCloseTimeout = attempt,
        HeartbeatTimeout = HeartbeatTimeout,
        RetryPolicy = new RetryPolicy
        {
            InitialInterval = TimeSpan.FromSeconds(1),
            BackoffCoefficient = 2,
            MaximumInterval = TimeSpan.FromSeconds(30),
        },
    };
}
