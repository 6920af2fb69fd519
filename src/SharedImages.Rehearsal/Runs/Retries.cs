using Google.Protobuf.Collections;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Rehearsal;

/// <summary>When something that failed is tried again. Pure. The order of the checks is the server's.</summary>
internal static class Retries
{
    private const string PanicPrefix = "TemporalTimeout:";

    /// <summary>The policy with the server's values where it has none.</summary>
    public static RetryPolicy Complete(RetryPolicy? policy)
    {
        var complete = policy?.Clone() ?? new();
        complete.InitialInterval = complete.InitialInterval is { Seconds: 0, Nanos: 0 } or null ? new() { Seconds = 1 } : complete.InitialInterval;
        complete.BackoffCoefficient = complete.BackoffCoefficient == 0 ? 2 : complete.BackoffCoefficient;
        complete.MaximumInterval = complete.MaximumInterval is { Seconds: 0, Nanos: 0 } or null
            ? Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(complete.InitialInterval.ToTimeSpan() * 100)
            : complete.MaximumInterval;
        return complete;
    }

    /// <summary>The delay before the next attempt, or why there is none.</summary>
    /// <param name="policy">Complete.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="failure">Why.</param>
    /// <param name="now">Now.</param>
    /// <param name="expiration">No attempt begins after it; null = never.</param>
    public static (TimeSpan? Delay, RetryState State) Next(RetryPolicy policy, int attempt, Failure failure, DateTimeOffset now, DateTimeOffset? expiration)
    {
        if (!MayBeRetried(failure, policy.NonRetryableErrorTypes))
        {
            return (null, RetryState.NonRetryableFailure);
        }

        if (policy.MaximumAttempts > 0 && attempt >= policy.MaximumAttempts)
        {
            return (null, RetryState.MaximumAttemptsReached);
        }

        var delay = failure.ApplicationFailureInfo?.NextRetryDelay is { } asked ? asked.ToTimeSpan() : Backoff(policy, attempt);
        return delay <= TimeSpan.Zero ? (null, RetryState.MaximumAttemptsReached)
            : expiration is { } end && now + delay > end ? (null, RetryState.Timeout)
            : (delay, RetryState.InProgress);
    }

    private static bool MayBeRetried(Failure failure, RepeatedField<string> nonRetryableTypes) => failure.FailureInfoCase switch
    {
        Failure.FailureInfoOneofCase.TerminatedFailureInfo or Failure.FailureInfoOneofCase.CanceledFailureInfo => false,
        Failure.FailureInfoOneofCase.TimeoutFailureInfo =>
            failure.TimeoutFailureInfo.TimeoutType is TimeoutType.StartToClose or TimeoutType.Heartbeat
            && !nonRetryableTypes.Contains(PanicPrefix + failure.TimeoutFailureInfo.TimeoutType),
        Failure.FailureInfoOneofCase.ServerFailureInfo => !failure.ServerFailureInfo.NonRetryable,
        Failure.FailureInfoOneofCase.ApplicationFailureInfo =>
            !failure.ApplicationFailureInfo.NonRetryable && !nonRetryableTypes.Contains(failure.ApplicationFailureInfo.Type),
        _ => true,
    };

    private static TimeSpan Backoff(RetryPolicy policy, int attempt)
    {
        var longest = policy.MaximumInterval.ToTimeSpan();
        var seconds = policy.InitialInterval.ToTimeSpan().TotalSeconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return seconds >= longest.TotalSeconds ? longest : TimeSpan.FromSeconds(seconds);
    }
}
