using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>How one image is recalled, or released; what is decided about it.</summary>
/// <param name="request">The image.</param>
/// <param name="found">As it was found.</param>
/// <param name="board">Shows it.</param>
internal sealed class ImageRecall(RecallImageRequest request, RecalledImage found, OperationBoard board)
{
    private static readonly IReadOnlyList<ResolveAction> Actions = [ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort];

    private readonly Parking parking = new();

    /// <summary>The image as rows and decisions name it.</summary>
    public string Item => request.ToString();

    /// <summary>How it stands.</summary>
    public RecallOutcome Outcome { get; private set; } = new() { Region = found.Region, ImageId = found.ImageId, Promotion = found.Promotion, State = ItemState.Canceled };

    /// <summary>Whether it is marked, or waits for somebody: the others need not wait for it.</summary>
    public bool IsPastMark { get; private set; }

    /// <summary>Whether a channel pointed to it.</summary>
    public bool IsPointed => found.Channels.Count > 0;

    private bool GoesOn => Outcome.State == ItemState.Canceled;

    /// <summary>A decision on it.</summary>
    public void Decide(ResolveAction action)
    {
        parking.Decide(action);
        board.Resume(Item);
    }

    /// <summary>Marks it, and takes it out of use as soon as nothing makes or hands it out any more.</summary>
    /// <param name="mayGo">Whether that is so.</param>
    public async Task RunAsync(Func<bool> mayGo)
    {
        await StepAsync("mark", () => Workflow.ExecuteActivityAsync((IRecallActivities a) => a.MarkRecalledAsync(request), StepOptions.Write($"{Item}: mark as recalled")));
        IsPastMark = true;
        await Workflow.WaitConditionAsync(mayGo);
        await StepAsync("withdraw", WithdrawAsync);
        if (GoesOn)
        {
            End(Outcome with { State = ItemState.Done });
        }
    }

    /// <summary>Takes its mark away.</summary>
    public async Task ReleaseAsync()
    {
        await StepAsync("release", () => Workflow.ExecuteActivityAsync((IRecallActivities a) => a.ReleaseRecalledAsync(request), StepOptions.Write($"{Item}: may be used again")));
        if (GoesOn)
        {
            End(Outcome with { State = ItemState.Done });
        }
    }

    private async Task WithdrawAsync()
    {
        board.Show(new() { Item = Item, State = ItemState.Sharing });
        // Known before they are taken away: afterwards nobody knows them.
        if (await Workflow.ExecuteActivityAsync((IRecallActivities a) => a.ReadRecalledAsync(request), StepOptions.Read($"{Item}: whom it is shared with")) is not { } accounts)
        {
            return;
        }

        Outcome = Outcome with { TakenFrom = [.. Outcome.TakenFrom.Union(accounts, StringComparer.Ordinal)] };
        await Workflow.ExecuteActivityAsync((IRecallActivities a) => a.WithdrawRecalledAsync(request), StepOptions.Write($"{Item}: take back from {Outcome.TakenFrom.Count} accounts, deprecate"));
    }

    // A step of one image; it parks for itself, and the others go on.
    private async Task StepAsync(string name, Func<Task> run)
    {
        while (GoesOn)
        {
            StepFailedException failure;
            try
            {
                await run();
                return;
            }
            catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
            {
                failure = StepFailedException.From(name, e);
            }

            if (failure.Error.Kind == StepErrorKind.NotFound)
            {
                // What is gone is used by nobody.
                return;
            }

            Workflow.Logger.LogInformation("{Item}: parked at {Step}: {Message}", Item, failure.Step, failure.Error.Sentence());
            IsPastMark = true;
            var action = await parking.WaitAsync(() =>
            {
                board.Show(new() { Item = Item, State = ItemState.Parked, Step = failure.Step, Since = WorkflowTime.Now, Error = failure.Error, Actions = Actions });
                return Task.CompletedTask;
            });
            if (action == ResolveAction.Skip)
            {
                End(Outcome with { State = ItemState.Skipped });
            }
            else if (action == ResolveAction.Abort)
            {
                End(Outcome with { State = ItemState.Failed, Error = failure.Error });
            }
        }
    }

    private void End(RecallOutcome outcome)
    {
        Outcome = outcome;
        board.Show(new() { Item = Item, State = outcome.State, Error = outcome.Error });
    }
}
