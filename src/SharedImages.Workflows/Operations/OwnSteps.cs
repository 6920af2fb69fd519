using Temporalio.Exceptions;

namespace SharedImages.Workflows;

/// <summary>The steps of an operation itself. One that an operator can put right parks, in a row of its own, until he decides.</summary>
internal sealed class OwnSteps(OperationBoard board) : IAdmissionSteps
{
    private readonly Parking parking = new();
    private readonly ItemNews news = new(board.Own(ItemState.Looking));

    /// <summary>Before anything was written there is nothing to leave out.</summary>
    public static IReadOnlyList<ResolveAction> BeforeWrites { get; } = [ResolveAction.Retry, ResolveAction.Abort];

    /// <summary>The decision on the step that is parked.</summary>
    public void Decide(ResolveAction action) => parking.Decide(action);

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(string step, IReadOnlyList<ResolveAction> actions, Func<Task<T>> run)
    {
        while (true)
        {
            StepFailedException failure;
            try
            {
                return await run();
            }
            catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
            {
                failure = StepFailedException.From(step, e);
            }
            catch (StepFailedException e)
            {
                failure = new(step, e.Error, e);
            }

            if (IsFinal(failure.Error) || await AskAsync(failure, actions) != ResolveAction.Retry)
            {
                throw failure;
            }
        }
    }

    /// <summary>Parks until somebody decides.</summary>
    /// <param name="failure">The step, and why it waits.</param>
    /// <param name="actions">What can be decided.</param>
    public async Task<ResolveAction> AskAsync(StepFailedException failure, IReadOnlyList<ResolveAction> actions)
    {
        try
        {
            var action = await parking.WaitAsync(() => news.TellAsync(board.Park(failure, actions)));
            if (action == ResolveAction.Retry)
            {
                await news.TellAsync(board.Own(ItemState.Looking));
            }

            return action;
        }
        finally
        {
            board.Unpark();
        }
    }

    /// <summary>Whether nobody can put it right without another spec.</summary>
    public static bool IsFinal(StepError error) => error.Kind
        is StepErrorKind.Invalid
        or StepErrorKind.KeyNotFound
        or StepErrorKind.RegionNotFound
        or StepErrorKind.NotFound
        or StepErrorKind.Untrusted
        or StepErrorKind.Idempotency;
}
