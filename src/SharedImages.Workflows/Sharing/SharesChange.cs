using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The change of one image's shares: what is done of it, what is decided about it, and how it is taken back.</summary>
/// <param name="change">What there is to change.</param>
/// <param name="before">Whom the image was shared with.</param>
/// <param name="board">Shows it.</param>
internal sealed class SharesChange(ChangeSharesRequest change, IReadOnlyList<string> before, OperationBoard board)
{
    // An image is often left out because its region does not answer.
    private static readonly TimeSpan SkipPatience = TimeSpan.FromMinutes(30);

    private readonly Parking parking = new();
    private bool begun;

    /// <summary>The image as rows and decisions name it.</summary>
    public string Item => change.ToString();

    /// <summary>How it stands.</summary>
    public SharesOutcome Outcome { get; private set; } = new() { Region = change.Region, ImageId = change.ImageId, State = ItemState.Canceled, SharedWith = before };

    /// <summary>What could not be undone; null = nothing is left.</summary>
    public Leftover? Left { get; private set; }

    /// <summary>A decision on it.</summary>
    public void Decide(ResolveAction action)
    {
        parking.Decide(action);
        board.Resume(Item);
    }

    /// <summary>Runs it to its end.</summary>
    public async Task RunAsync()
    {
        while (await TryAsync() is { } failure)
        {
            var action = failure.Error.NeedsAnotherSpec() ? ResolveAction.Abort : await ParkAsync(failure);
            if (action == ResolveAction.Skip)
            {
                await UndoAsync(SkipPatience);
                End(Outcome with { State = ItemState.Skipped });
                return;
            }

            if (action == ResolveAction.Abort)
            {
                End(Outcome with { State = ItemState.Failed, SharedWith = [], Error = failure.Error });
                return;
            }
        }
    }

    /// <summary>Takes back what has been done of it, whatever is canceled.</summary>
    /// <param name="within">After how long it is given up; null = never.</param>
    public async Task UndoAsync(TimeSpan? within = null)
    {
        if (!begun)
        {
            return;
        }

        board.Show(new() { Item = Item, State = ItemState.Undoing });
        var restore = change with { Add = change.Remove, Remove = change.Add };
        try
        {
            await Workflow.ExecuteActivityAsync((ISharingActivities a) => a.RestoreSharesAsync(restore), StepOptions.Detached($"{Item}: shares as they were", within));
            End(Outcome with { State = ItemState.Undone, SharedWith = before });
        }
        catch (ActivityFailureException failure)
        {
            var error = StepFailedException.From("undo", failure).Error;
            Left = new(change.Region, $"shares of {change.ImageId}", error);
            End(Outcome with { State = ItemState.Failed, SharedWith = [], Error = error });
        }
    }

    /// <summary>Null = done; else why not.</summary>
    private async Task<StepFailedException?> TryAsync()
    {
        if (change.Add.Count + change.Remove.Count == 0)
        {
            End(Outcome with { State = ItemState.Done });
            return null;
        }

        board.Show(new() { Item = Item, State = ItemState.Sharing });
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        begun = true;
        try
        {
            var sharedWith = await Workflow.ExecuteActivityAsync(
                (ISharingActivities a) => a.ChangeSharesAsync(change), StepOptions.Write($"{Item}: share with {change.Add.Count}, take back from {change.Remove.Count} accounts"));
            End(Outcome with { State = ItemState.Done, Added = change.Add, Removed = change.Remove, SharedWith = sharedWith });
            return null;
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            return StepFailedException.From("share", failure);
        }
    }

    private Task<ResolveAction> ParkAsync(StepFailedException failure) => parking.WaitAsync(() =>
    {
        Workflow.Logger.LogInformation("{Item}: parked at {Step}: {Message}", Item, failure.Step, failure.Error.Sentence());
        board.Show(new() { Item = Item, State = ItemState.Parked, Step = failure.Step, Since = WorkflowTime.Now, Error = failure.Error, Actions = SharingRules.Actions });
        return Task.CompletedTask;
    });

    private void End(SharesOutcome outcome)
    {
        Outcome = outcome;
        board.Show(new() { Item = Item, State = outcome.State, Error = outcome.Error });
    }
}
