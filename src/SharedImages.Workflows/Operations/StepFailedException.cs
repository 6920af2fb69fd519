using Temporalio.Exceptions;

namespace SharedImages.Workflows;

/// <summary>A step failed for good. Always caught inside the workflow; it carries the reason from an activity's failure, or a rule's verdict.</summary>
internal sealed class StepFailedException(string step, StepError error, Exception? innerException = null)
    : Exception($"{step}: {error.Message}", innerException)
{
    public string Step { get; } = step;

    public StepError Error { get; } = error;

    /// <summary>The reason that an activity gave; a failure without one (a timeout, a bug) is described by its own message.</summary>
    public static StepFailedException From(string step, ActivityFailureException failure) =>
        new(step, ErrorOf(failure), failure);

    private static StepError ErrorOf(ActivityFailureException failure)
    {
        if (failure.InnerException is ApplicationFailureException { Details.Count: > 0 } application)
        {
            return application.Details.ElementAt<StepError>(0);
        }

        return new(
            StepErrorKind.Internal,
            $"{failure.ActivityType} failed: {(failure.InnerException ?? failure).Message}",
            "look at the worker's log of this activity");
    }
}
