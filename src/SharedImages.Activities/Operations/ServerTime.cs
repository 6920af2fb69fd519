using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>
/// Time as Temporal's server tells it to an activity. What is compared with a workflow's or an earlier attempt's time goes by it: the
/// clocks of workers differ, and an attempt may follow one of another worker.
/// </summary>
internal static class ServerTime
{
    /// <summary>When this attempt began.</summary>
    public static DateTimeOffset Now => At(ActivityExecutionContext.Current.Info.StartedTime);

    /// <summary>When the step was asked for, before its first attempt.</summary>
    public static DateTimeOffset Scheduled => At(ActivityExecutionContext.Current.Info.ScheduledTime);

    private static DateTimeOffset At(DateTime utc) => new(utc, TimeSpan.Zero);
}
