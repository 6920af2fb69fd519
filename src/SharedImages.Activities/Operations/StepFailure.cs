using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>
/// A failure that <see cref="StepRunner"/> has logged as it deserves, so that the log need not repeat what Temporal's SDK says of it. It
/// shows no stack trace, which would travel to the server with it.
/// </summary>
public sealed class StepFailure : ApplicationFailureException
{
    internal StepFailure(
        string message,
        string type,
        bool nonRetryable = false,
        IReadOnlyCollection<object?>? details = null,
        TimeSpan? nextRetryDelay = null,
        ApplicationErrorCategory category = ApplicationErrorCategory.Unspecified)
        : base(message, type, nonRetryable, details, nextRetryDelay, category)
    {
    }

    /// <inheritdoc/>
    public override string? StackTrace => null;
}
