using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Activities.Tests;

internal static class Failures
{
    /// <summary>The error that the step fails with for good.</summary>
    public static async Task<StepError> FinalAsync(Func<Task> step)
    {
        var failure = await Should.ThrowAsync<ApplicationFailureException>(step);
        failure.NonRetryable.ShouldBeTrue(failure.Message);
        var error = failure.Details.ElementAt<StepError>(0);
        failure.ErrorType.ShouldBe(error.Kind.ToString());
        failure.Message.ShouldBe(error.Sentence());
        return error;
    }

    /// <summary>The failure that makes Temporal try again later.</summary>
    public static async Task<ApplicationFailureException> LaterAsync(Func<Task> step)
    {
        var failure = await Should.ThrowAsync<ApplicationFailureException>(step);
        failure.NonRetryable.ShouldBeFalse(failure.Message);
        failure.NextRetryDelay!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(1));
        return failure;
    }
}
