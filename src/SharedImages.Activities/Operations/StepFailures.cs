using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>
/// Failures as Temporal and the workflows understand them. None carries its cause or a stack trace: the server shows only "Failure exceeds
/// size limit." of one that is larger than 4 KiB, and an operator is to read the message.
/// </summary>
internal static class StepFailures
{
    /// <summary>Error type of a failure that is retried because the thing asked for is not so far.</summary>
    public const string NotReady = "NotReady";

    // In bytes. A final failure holds its texts twice: in its message, and in its detail.
    private const int MaxMessage = 1_000;
    private const int MaxRemedy = 600;
    private const int MaxName = 100;
    private const int MaxEscaped = 6;

    /// <summary>The step has failed for good.</summary>
    /// <param name="error">For the operator.</param>
    /// <param name="cause">For the log alone, at Debug.</param>
    public static ApplicationFailureException Final(StepError error, Exception? cause = null)
    {
        if (cause is not null)
        {
            ActivityExecutionContext.Current.Logger.LogDebug(cause, "Behind \"{StepMessage}\"", error.Message);
        }

        var bounded = error with
        {
            Message = Bounded(error.Message, MaxMessage),
            Remedy = Bounded(error.Remedy, MaxRemedy),
            Code = Bounded(error.Code, MaxName),
            RequestId = Bounded(error.RequestId, MaxName),
            ImageId = Bounded(error.ImageId, MaxName),
        };
        return new StepFailure(bounded.Sentence(), error.Kind.ToString(), nonRetryable: true, details: [bounded]);
    }

    /// <summary>Not so far; look again after the delay. Routine, so it is neither logged as an error nor counted as one.</summary>
    /// <param name="message">For the operator.</param>
    /// <param name="delay">At least a millisecond: zero means "no more" to the server.</param>
    /// <param name="type">Error type.</param>
    /// <param name="detail">What the next attempt is to know; small. Null = nothing.</param>
    public static ApplicationFailureException Later(string message, TimeSpan delay, string type = NotReady, object? detail = null) => new StepFailure(
        Bounded(message, MaxMessage), type, details: detail is null ? null : [detail], nextRetryDelay: AtLeastOneMillisecond(delay), category: ApplicationErrorCategory.Benign);

    /// <summary>Not so far, with what ends within minutes: looked at again after a quarter of the time that it has taken.</summary>
    public static ApplicationFailureException Soon(string message, TimeSpan elapsed, WaitingOptions waiting) => Spaced(message, elapsed, waiting.ShortestDelay, waiting.FirstDelay);

    /// <summary>The same with what may take as long as a copy.</summary>
    public static ApplicationFailureException InTime(string message, TimeSpan elapsed, WaitingOptions waiting) => Spaced(message, elapsed, waiting.ShortestDelay, waiting.LongestDelay);

    private static ApplicationFailureException Spaced(string message, TimeSpan elapsed, TimeSpan shortest, TimeSpan longest)
    {
        var delay = elapsed / 4;
        return Later(message, delay < shortest ? shortest : delay > longest ? longest : delay);
    }

    /// <summary>A defect of ours; retried, but never routine.</summary>
    public static ApplicationFailureException Defect(string message, TimeSpan delay) =>
        new StepFailure(Bounded(message, MaxMessage), nameof(StepErrorKind.Internal), nextRetryDelay: AtLeastOneMillisecond(delay));

    // Zero means "no more" to the server.
    private static TimeSpan AtLeastOneMillisecond(TimeSpan delay) =>
        delay < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : delay;

    // What JSON escapes counts as long as it becomes there.
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Bounded(string? text, int bytes)
    {
        var (end, left) = (0, bytes);
        foreach (var rune in text.AsSpan().EnumerateRunes())
        {
            left -= ContractJson.Options.Encoder!.WillEncode(rune.Value) ? MaxEscaped * rune.Utf16SequenceLength : rune.Utf8SequenceLength;
            if (left < 0)
            {
                return $"{text.AsSpan(0, end)}…";
            }

            end += rune.Utf16SequenceLength;
        }

        return text;
    }
}
