using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace SharedImages.Activities;

/// <summary>
/// Runs one attempt of a step and turns its trouble into what Temporal and the workflow understand: passing trouble is retried for as long
/// as patience lasts, the rest is final and worded for an operator.
/// </summary>
internal sealed class StepRunner(WaitingOptions waiting)
{
    /// <summary>Runs a step that gives up when patience is at its end and has nothing to tell to its next attempt.</summary>
    /// <param name="what">The step, for messages.</param>
    /// <param name="time">The clock of its heartbeat.</param>
    /// <param name="step">The step.</param>
    /// <param name="remedy">What to do about a failure of ECS; null = what the failure alone says.</param>
    public async Task<T> RunAsync<T>(string what, TimeProvider time, Func<CancellationToken, Task<T>> step, Func<EcsException, string>? remedy = null)
    {
        await using var pulse = await Pulse<bool>.StartAsync(false, time);
        return await RunAsync(what, pulse, givesUp: true, () => false, step, remedy);
    }

    /// <summary>The same for a step of undo, which never gives up on passing trouble.</summary>
    public async Task<T> RunPatientlyAsync<T>(string what, TimeProvider time, Func<CancellationToken, Task<T>> step, Func<EcsException, string>? remedy = null)
    {
        await using var pulse = await Pulse<bool>.StartAsync(false, time);
        return await RunAsync(what, pulse, givesUp: false, () => false, step, remedy);
    }

    /// <summary>Runs a step that gives up when patience is at its end.</summary>
    public Task<T> RunAsync<T, TDetail>(string what, Pulse<TDetail> pulse, Func<CancellationToken, Task<T>> step) => RunAsync(what, pulse, true, () => false, step);

    /// <summary>Runs a step of undo: it never gives up on passing trouble, because nobody would come back for what is left.</summary>
    public Task<T> RunPatientlyAsync<T, TDetail>(string what, Pulse<TDetail> pulse, Func<CancellationToken, Task<T>> step) => RunAsync(what, pulse, false, () => false, step);

    /// <summary>Runs a step whose effect may be unknown after a failure.</summary>
    /// <param name="what">The step, for messages.</param>
    /// <param name="pulse">Its heartbeat.</param>
    /// <param name="givesUp">Whether it fails when patience is at its end.</param>
    /// <param name="answerUnknown">Whether it may have taken effect although no answer came.</param>
    /// <param name="step">The step.</param>
    /// <param name="remedy">What to do about a failure of ECS; null = what the failure alone says.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A defect must park with its message, not be retried by the server for ever.")]
    public async Task<T> RunAsync<T, TDetail>(
        string what, Pulse<TDetail> pulse, bool givesUp, Func<bool> answerUnknown, Func<CancellationToken, Task<T>> step, Func<EcsException, string>? remedy = null)
    {
        var context = ActivityExecutionContext.Current;
        var before = pulse.Trouble;
        try
        {
            var result = await step(context.CancellationToken);
            StepLog.Answered(what, before);
            return result;
        }
        catch (ApplicationFailureException verdict)
        {
            StepLog.Answered(what, before);
            pulse.Meet(null);
            throw Logged(verdict);
        }
        catch (OperationCanceledException) when (context.CancelReason == ActivityCancelReason.WorkerShutdown)
        {
            pulse.Beat();
            throw StepFailures.Later($"{what}: this worker stops, another goes on", TimeSpan.FromMilliseconds(100), "WorkerStopped");
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (EcsException failure)
        {
            var trouble = Met(before, failure.Kind.ToString());
            var mayPass = MayPass(failure.Kind, before, trouble, givesUp);
            pulse.Meet(mayPass ? StepLog.Passing(what, failure.Code, failure.EcsMessage, trouble) : trouble);
            throw mayPass
                ? StepFailures.Later($"{what}: {failure.Message}", failure.RetryAfter ?? Backoff(), trouble.Type)
                : Logged(Final(what, failure, trouble, answerUnknown(), remedy ?? Remedies.For));
        }
        catch (TroubleException hindrance)
        {
            var trouble = Met(before, hindrance.Error.Kind.ToString());
            var mayPass = !givesUp || IsPatient(trouble);
            pulse.Meet(mayPass ? StepLog.Passing(what, trouble.Type, hindrance.Message, trouble) : trouble);
            var message = $"{what}: {hindrance.Message}";
            throw mayPass
                ? StepFailures.Later(message, Backoff(), trouble.Type)
                : Logged(StepFailures.Final(hindrance.Error with { Message = $"{message} (since {trouble.Since:u})", AnswerUnknown = answerUnknown() }));
        }
        catch (Exception defect)
        {
            var trouble = Met(before, nameof(StepErrorKind.Internal));
            var isFinal = givesUp && !IsPatient(trouble);
            pulse.Meet(StepLog.Defect(what, defect, trouble, isFinal));
            var message = $"{what}: {defect.GetType().Name}: {defect.Message}";
            throw isFinal
                ? StepFailures.Final(new(StepErrorKind.Internal, message, "report this as a defect, with the worker's log", AnswerUnknown: answerUnknown()))
                : StepFailures.Defect(message, Backoff());
        }
    }

    /// <summary>Not so far: looks again after the usual delay, or fails with the error when the step was asked for longer ago than patience lasts.</summary>
    public ApplicationFailureException NotYet(string message, Func<StepError> otherwise) =>
        Elapsed < waiting.Patience ? StepFailures.Later(message, Backoff()) : StepFailures.Final(otherwise());

    /// <summary>How long before this attempt the step was asked for.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A part of what a step asks its runner, as NotYet is.")]
    public TimeSpan Elapsed => ServerTime.Now - ServerTime.Scheduled;

    private static Trouble Met(Trouble? before, string type) => new(before?.Since ?? ServerTime.Now, type, before?.LoggedAt);

    // What is tried again has been logged as trouble, or is routine.
    private static ApplicationFailureException Logged(ApplicationFailureException verdict)
    {
        if (verdict.NonRetryable)
        {
            StepLog.Refused(verdict);
        }

        return verdict;
    }

    private static bool Passes(ErrorKind kind) => kind is ErrorKind.Throttled or ErrorKind.Transient or ErrorKind.NotReady or ErrorKind.Capacity;

    // Credentials are refreshed by their provider: the next attempt signs with what it gives then. Refused twice in a row, they are wrong.
    private bool MayPass(ErrorKind kind, Trouble? before, Trouble now, bool givesUp) => kind == ErrorKind.Credentials
        ? !givesUp || before?.Type != now.Type
        : Passes(kind) && (!givesUp || IsPatient(now));

    private static ApplicationFailureException Final(string what, EcsException failure, Trouble trouble, bool answerUnknown, Func<EcsException, string> remedy)
    {
        var since = Passes(failure.Kind) ? $" (since {trouble.Since:u})" : "";
        return StepFailures.Final(
            new(Remedies.Kind(failure.Kind), $"{what}: {failure.Code}{since}: {failure.EcsMessage}", remedy(failure), failure.Code, failure.RequestId, AnswerUnknown: answerUnknown),
            failure);
    }

    private bool IsPatient(Trouble trouble) => ServerTime.Now - trouble.Since < waiting.Patience;

    // Doubles from a fifth of the shortest delay to six times that delay; jitter keeps many regions from coming back at once.
    private TimeSpan Backoff()
    {
        var info = ActivityExecutionContext.Current.Info;
        var doubled = waiting.ShortestDelay / 5 * Math.Pow(2, Math.Min(info.Attempt - 1, 16));
        var limit = waiting.ShortestDelay * 6;
        return (doubled < limit ? doubled : limit) * (0.8 + (0.4 * Jitter(info)));
    }

    // From 0 to 1, another for each step and attempt, and the same when a rehearsal is repeated.
    private static double Jitter(ActivityInfo info) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{info.WorkflowId}/{info.ActivityId}/{info.Attempt}")) / (double)uint.MaxValue;

    private static uint Hash(string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
