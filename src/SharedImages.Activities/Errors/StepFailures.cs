using SharedImages.Workflows;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>Failures as Temporal and the workflows understand them.</summary>
internal static class StepFailures
{
    /// <summary>Error type of a failure that is retried because the thing asked for is not so far.</summary>
    public const string NotReady = "NotReady";

    /// <summary>The step has failed for good.</summary>
    public static ApplicationFailureException Final(StepError error, Exception? inner = null) =>
        new(error.Sentence(), inner, errorType: error.Kind.ToString(), nonRetryable: true, details: [error]);

    /// <summary>Not so far; look again after the delay. Routine, so it is neither logged as an error nor counted as one.</summary>
    public static ApplicationFailureException Later(string message, TimeSpan delay, string type = NotReady, Exception? inner = null) =>
        new(message, inner, errorType: type, nextRetryDelay: AtLeastOneMillisecond(delay), category: ApplicationErrorCategory.Benign);

    /// <summary>A defect of ours; retried, but never routine.</summary>
    public static ApplicationFailureException Defect(string message, TimeSpan delay, Exception inner) =>
        new(message, inner, errorType: nameof(StepErrorKind.Internal), nextRetryDelay: AtLeastOneMillisecond(delay));

    // Zero means "no more" to the server.
    private static TimeSpan AtLeastOneMillisecond(TimeSpan delay) =>
        delay < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : delay;
}
