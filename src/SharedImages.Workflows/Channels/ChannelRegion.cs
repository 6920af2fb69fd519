using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>A channel in one region: how it is moved there, what is decided about it, and how it is moved back.</summary>
/// <param name="place">What there is to do.</param>
/// <param name="channel">The channel.</param>
/// <param name="account">UID that the operation began with.</param>
/// <param name="board">Shows it.</param>
/// <param name="stop">Canceled when the move is given up in any region: then none goes on.</param>
internal sealed class ChannelRegion(ChannelPlace place, string channel, string account, OperationBoard board, CancellationTokenSource stop)
{
    private readonly Parking parking = new();
    private bool begun;

    /// <summary>The region as rows and decisions name it.</summary>
    public string Item => place.Region;

    /// <summary>How it stands.</summary>
    public ChannelOutcome Outcome { get; private set; } = new() { Region = place.Region, ImageId = place.ImageId, Before = place.Holders, State = ItemState.Canceled };

    /// <summary>What could not be undone; null = nothing is left.</summary>
    public Leftover? Left { get; private set; }

    /// <summary>Where the move was given up; null = not here.</summary>
    public StepFailedException? Given { get; private set; }

    /// <summary>A decision on it.</summary>
    public void Decide(ResolveAction action)
    {
        parking.Decide(action);
        board.Resume(Item);
    }

    /// <summary>Points the channel to the new image. Any old one still has it.</summary>
    public async Task PointAsync()
    {
        if (ChannelRules.MustPoint(place))
        {
            var image = new ChannelImage(place.Region, place.ImageId!, account);
            await UntilDoneAsync("point", options => Workflow.ExecuteActivityAsync((IChannelActivities a) => a.PointChannelAsync(image), options), $"{Item}: {channel} points to {image.ImageId}");
        }

        Show(ItemState.Pending);
    }

    /// <summary>Takes the channel away from the old images.</summary>
    public async Task ReleaseAsync()
    {
        foreach (var old in ChannelRules.ToRelease(place))
        {
            var image = new ChannelImage(place.Region, old, account);
            await UntilDoneAsync("release", options => Workflow.ExecuteActivityAsync((IChannelActivities a) => a.ReleaseChannelAsync(image), options), $"{Item}: {channel} leaves {old}");
        }

        End(Outcome with { State = ItemState.Done });
    }

    /// <summary>Moves it back, whatever is canceled.</summary>
    public async Task UndoAsync()
    {
        if (!begun)
        {
            End(Outcome with { State = ItemState.Canceled });
            return;
        }

        Show(ItemState.Undoing);
        var restore = ChannelRules.Restore(place, account);
        try
        {
            await Workflow.ExecuteActivityAsync((IChannelActivities a) => a.RestoreChannelAsync(restore), StepOptions.Detached($"{Item}: {channel} as it was"));
            End(Outcome with { State = ItemState.Undone, Error = Given?.Error });
        }
        catch (ActivityFailureException failure)
        {
            var error = StepFailedException.From("undo", failure).Error;
            Left = new(place.Region, $"channel {channel}", error);
            End(Outcome with { State = ItemState.Failed, Error = error });
        }
    }

    private async Task UntilDoneAsync(string step, Func<ActivityOptions, Task> run, string summary)
    {
        while (await TryAsync(step, run, summary) is { } failure)
        {
            if (await ParkAsync(failure) == ResolveAction.Abort)
            {
                Given = failure;
                stop.Cancel();
            }
        }
    }

    /// <summary>Null = done; else why not.</summary>
    private async Task<StepFailedException?> TryAsync(string step, Func<ActivityOptions, Task> run, string summary)
    {
        stop.Token.ThrowIfCancellationRequested();
        Show(ItemState.Moving);
        begun = true;
        var options = StepOptions.Write(summary);
        options.CancellationToken = stop.Token;
        try
        {
            await run(options);
            return null;
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            return StepFailedException.From(step, failure);
        }
    }

    private Task<ResolveAction> ParkAsync(StepFailedException failure) => parking.WaitAsync(
        () =>
        {
            Workflow.Logger.LogInformation("{Item}: parked at {Step}: {Message}", Item, failure.Step, failure.Error.Sentence());
            board.Show(Row(ItemState.Parked) with { Step = failure.Step, Since = WorkflowTime.Now, Error = ChannelRules.Parked(failure.Error), Actions = ChannelRules.Actions });
            return Task.CompletedTask;
        },
        stop.Token);

    private void End(ChannelOutcome outcome)
    {
        Outcome = outcome;
        board.Show(Row(outcome.State) with { Error = outcome.Error });
    }

    private void Show(ItemState state) => board.Show(Row(state));

    private ItemProgress Row(ItemState state) => new() { Item = Item, State = state, ImageId = place.ImageId };
}
