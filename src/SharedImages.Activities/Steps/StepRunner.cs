using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>
/// Runs one attempt of a step and turns its trouble into what Temporal and the workflow understand: passing trouble is retried for as long
/// as patience lasts, the rest is final and worded for an operator.
/// </summary>
internal sealed class StepRunner(WaitingOptions waiting, TimeProvider time)
{
    /// <summary>Runs a step that gives up when patience is at its end.</summary>
    public Task<T> RunAsync<T, TDetail>(string what, Pulse<TDetail> pulse, Func<CancellationToken, Task<T>> step) => RunAsync(what, pulse, true, () => false, step);

    /// <summary>Runs a step of undo: it never gives up on passing trouble, because nobody would come back for what is left.</summary>
    public Task<T> RunPatientlyAsync<T, TDetail>(string what, Pulse<TDetail> pulse, Func<CancellationToken, Task<T>> step) => RunAsync(what, pulse, false, () => false, step);

    /// <summary>Runs a step whose effect may be unknown after a failure.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A defect must park with its message, not be retried by the server for ever.")]
    public async Task<T> RunAsync<T, TDetail>(string what, Pulse<TDetail> pulse, bool givesUp, Func<bool> answerUnknown, Func<CancellationToken, Task<T>> step)
    {
        var context = ActivityExecutionContext.Current;
        var before = pulse.Trouble;
        try
        {
            return await step(context.CancellationToken);
        }
        catch (ApplicationFailureException)
        {
            pulse.Meet(null);
            throw;
        }
        catch (OperationCanceledException) when (context.CancelReason == ActivityCancelReason.WorkerShutdown)
        {
            throw StepFailures.Later($"{what}: this worker stops, another goes on", TimeSpan.FromMilliseconds(100), "WorkerStopped");
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (EcsException failure)
        {
            var trouble = new Trouble(before?.Since ?? time.GetUtcNow(), failure.Kind.ToString());
            pulse.Meet(trouble);
            throw MayPass(failure.Kind, before, trouble, givesUp)
                ? StepFailures.Later($"{what}: {failure.Message}", failure.RetryAfter ?? Backoff(), trouble.Type, failure)
                : Final(what, failure, trouble, answerUnknown());
        }
        catch (Exception defect)
        {
            var trouble = new Trouble(before?.Since ?? time.GetUtcNow(), nameof(StepErrorKind.Internal));
            pulse.Meet(trouble);
            context.Logger.LogError(defect, "{What}: a defect", what);
            var message = $"{what}: {defect.GetType().Name}: {defect.Message}";
            throw !givesUp || IsPatient(trouble)
                ? StepFailures.Defect(message, Backoff(), defect)
                : StepFailures.Final(new(StepErrorKind.Internal, message, "report this as a defect, with the worker's log", AnswerUnknown: answerUnknown()), defect);
        }
    }

    /// <summary>Not so far: looks again after the usual delay, or fails with the error when the step was asked for longer ago than patience lasts.</summary>
    public ApplicationFailureException NotYet(string message, Func<StepError> otherwise) =>
        Elapsed < waiting.Patience ? StepFailures.Later(message, Backoff()) : StepFailures.Final(otherwise());

    /// <summary>How long ago the step was asked for, all attempts included.</summary>
    public TimeSpan Elapsed => time.GetUtcNow() - new DateTimeOffset(ActivityExecutionContext.Current.Info.ScheduledTime, TimeSpan.Zero);

    private static bool Passes(ErrorKind kind) => kind is ErrorKind.Throttled or ErrorKind.Transient or ErrorKind.NotReady or ErrorKind.Capacity;

    // Credentials are refreshed by their provider: the next attempt signs with what it gives then. Refused twice in a row, they are wrong.
    private bool MayPass(ErrorKind kind, Trouble? before, Trouble now, bool givesUp) => kind == ErrorKind.Credentials
        ? !givesUp || before?.Type != now.Type
        : Passes(kind) && (!givesUp || IsPatient(now));

    private ApplicationFailureException Final(string what, EcsException failure, Trouble trouble, bool answerUnknown)
    {
        var lasted = Passes(failure.Kind) ? string.Create(CultureInfo.InvariantCulture, $" (for {(time.GetUtcNow() - trouble.Since).TotalSeconds:0} s by now)") : "";
        return StepFailures.Final(
            new(Remedies.Kind(failure.Kind), $"{what}: {failure.Code}{lasted}: {failure.EcsMessage}", Remedies.For(failure), failure.Code, failure.RequestId, AnswerUnknown: answerUnknown),
            failure);
    }

    private bool IsPatient(Trouble trouble) => time.GetUtcNow() - trouble.Since < waiting.Patience;

    // Doubles from a fifth of the shortest delay to a third of the longest; jitter keeps many regions from coming back at once.
    private TimeSpan Backoff()
    {
        var info = ActivityExecutionContext.Current.Info;
        var doubled = waiting.ShortestDelay / 5 * Math.Pow(2, Math.Min(info.Attempt - 1, 16));
        var limit = waiting.LongestDelay / 3;
        return (doubled < limit ? doubled : limit) * (0.8 + (0.4 * Jitter(info)));
    }

    // From 0 to 1, another for each step and attempt, and the same when a rehearsal is repeated.
    private static double Jitter(ActivityInfo info) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{info.WorkflowId}/{info.ActivityId}/{info.Attempt}")) / (double)uint.MaxValue;

    private static uint Hash(string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
