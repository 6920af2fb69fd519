using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Rehearsal;

/// <summary>How the server says that the time of an activity is up.</summary>
internal static class TimeoutFailures
{
    public static Failure Of(TimeoutType type, Failure? cause = null) => new()
    {
        Message = $"activity {type} timeout",
        Source = "Server",
        TimeoutFailureInfo = new() { TimeoutType = type },
        Cause = cause,
    };

    /// <summary>Of an attempt, after which there is no time for another one.</summary>
    public static Failure OfTheLast(Failure? cause)
    {
        var failure = Of(TimeoutType.ScheduleToClose, cause);
        failure.Message = "Not enough time to schedule next retry before activity ScheduleToClose timeout, giving up retrying";
        return failure;
    }
}
