using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>How one image goes: marked, withdrawn, deleted; what is decided about it, and how it comes back.</summary>
/// <param name="request">The image.</param>
/// <param name="board">Shows it.</param>
internal sealed class ImageRetirement(RetireImageRequest request, OperationBoard board)
{
    private static readonly IReadOnlyList<ResolveAction> Actions = [ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort];

    // An image is often left out because its region does not answer.
    private static readonly TimeSpan SkipPatience = TimeSpan.FromMinutes(30);

    private readonly Parking parking = new();
    private IReadOnlyList<string> sharedWith = [];
    private bool isTouched;

    /// <summary>The image as rows and decisions name it.</summary>
    public string Item => request.ToString();

    /// <summary>How it stands.</summary>
    public RetirementOutcome Outcome { get; private set; } = new() { Region = request.Region, ImageId = request.ImageId, State = ItemState.Canceled };

    /// <summary>What could not be brought back; null = nothing is left.</summary>
    public Leftover? Left { get; private set; }

    /// <summary>Whether it goes on with the others.</summary>
    public bool GoesOn => Outcome.State == ItemState.Canceled;

    /// <summary>A decision on it.</summary>
    public void Decide(ResolveAction action)
    {
        parking.Decide(action);
        board.Resume(Item);
    }

    /// <summary>It is kept from the beginning.</summary>
    public void Keep(string why) => End(Outcome with { State = ItemState.Skipped, KeptFor = why });

    /// <summary>Runs it to its end.</summary>
    /// <param name="spec">How long each step waits.</param>
    /// <param name="notice">Ends when its users lose it.</param>
    public async Task RunAsync(RetirementSpec spec, Task notice)
    {
        await MarkAsync();
        await notice;
        await WithdrawAsync();
        if (spec.Delete && GoesOn)
        {
            await Workflow.DelayWithOptionsAsync(new(spec.Soak) { Summary = $"{Item}: soak, until it is deleted" });
            await DeleteAsync();
        }
        else if (GoesOn)
        {
            End(Outcome with { State = ItemState.Done });
        }
    }

    // It is going: nothing new begins to use it.
    private Task MarkAsync() => StepAsync("mark", async () =>
    {
        isTouched = true;
        await Workflow.ExecuteActivityAsync((IRetirementActivities a) => a.MarkImageAsync(request), StepOptions.Write($"{Item}: mark as retiring"));
        board.Show(new() { Item = Item, State = ItemState.Waiting });
    });

    // Its users lose it, unless something keeps it by now.
    private Task WithdrawAsync() => StepAsync("withdraw", async () =>
    {
        if (await LookAsync() is not { } image)
        {
            return;
        }

        // Known before they are taken away: afterwards nobody knows them.
        sharedWith = [.. sharedWith.Union(image.SharedWith, StringComparer.Ordinal)];
        await Workflow.ExecuteActivityAsync((IRetirementActivities a) => a.WithdrawImageAsync(request), StepOptions.Write($"{Item}: take back from {sharedWith.Count} accounts, deprecate"));
        Outcome = Outcome with { TakenFrom = sharedWith };
        board.Show(new() { Item = Item, State = ItemState.Waiting });
    });

    // It is deleted with its snapshots, unless something keeps it by now.
    private Task DeleteAsync() => StepAsync("delete", async () =>
    {
        if (await LookAsync() is null)
        {
            return;
        }

        board.Show(new() { Item = Item, State = ItemState.Undoing });
        var snapshots = await ImageRemoval.RemoveAsync(new(new(request.Region, request.ImageId, WorkflowTime.Now), request.Account));
        End(Outcome with { State = ItemState.Done, RemovedSnapshots = snapshots });
    });

    /// <summary>As it was before, whatever is canceled. What is deleted does not come back.</summary>
    /// <param name="within">After how long it is given up; null = never.</param>
    public async Task UndoAsync(TimeSpan? within = null)
    {
        if (!isTouched || Outcome.State is ItemState.Done or ItemState.Skipped)
        {
            return;
        }

        if (await RestoreAsync(within) is { } error)
        {
            End(Outcome with { State = ItemState.Failed, Error = error });
        }
        else
        {
            End(Outcome with { State = ItemState.Undone, TakenFrom = [] });
        }
    }

    private async Task<StepError?> RestoreAsync(TimeSpan? within)
    {
        board.Show(new() { Item = Item, State = ItemState.Undoing });
        try
        {
            await Workflow.ExecuteActivityAsync(
                (IRetirementActivities a) => a.RestoreImageAsync(new(request, sharedWith)), StepOptions.Detached($"{Item}: as it was before", within));
            return null;
        }
        catch (ActivityFailureException failure)
        {
            var error = StepFailedException.From("undo", failure).Error;
            Left = new(request.Region, $"image {request.ImageId}", error);
            return error;
        }
    }

    /// <summary>Null = there is nothing more to do about it: it is gone, or kept.</summary>
    private async Task<RetiredImage?> LookAsync()
    {
        board.Show(new() { Item = Item, State = ItemState.Looking });
        var image = await Workflow.ExecuteActivityAsync((IRetirementActivities a) => a.LookAtImageAsync(request), StepOptions.Read($"{Item}: look again"));
        if (image is null)
        {
            End(Outcome with { State = ItemState.Done });
        }
        else if (image.KeptFor is { } why)
        {
            await KeepAsync(why);
        }

        return image?.KeptFor is null ? image : null;
    }

    private async Task KeepAsync(string why)
    {
        var error = await RestoreAsync(SkipPatience);
        End(Outcome with { State = error is null ? ItemState.Skipped : ItemState.Failed, KeptFor = why, TakenFrom = [], Error = error });
    }

    // A step of one image; it parks for itself, and the others go on.
    private async Task StepAsync(string name, Func<Task> run)
    {
        while (GoesOn)
        {
            Workflow.CancellationToken.ThrowIfCancellationRequested();
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
            catch (StepFailedException e)
            {
                failure = new(name, e.Error, e);
            }

            if (failure.Error.Kind == StepErrorKind.InUse)
            {
                await KeepAsync(failure.Error.Message);
                return;
            }

            await DecideAsync(failure);
        }
    }

    private async Task DecideAsync(StepFailedException failure)
    {
        var action = failure.Error.NeedsAnotherSpec() ? ResolveAction.Abort : await ParkAsync(failure);
        if (action == ResolveAction.Skip)
        {
            await KeepAsync("somebody decided to leave it out");
        }
        else if (action == ResolveAction.Abort)
        {
            End(Outcome with { State = ItemState.Failed, Error = failure.Error });
        }
    }

    private Task<ResolveAction> ParkAsync(StepFailedException failure) => parking.WaitAsync(() =>
    {
        Workflow.Logger.LogInformation("{Item}: parked at {Step}: {Message}", Item, failure.Step, failure.Error.Sentence());
        board.Show(new() { Item = Item, State = ItemState.Parked, Step = failure.Step, Since = WorkflowTime.Now, Error = failure.Error, Actions = Actions });
        return Task.CompletedTask;
    });

    private void End(RetirementOutcome outcome)
    {
        Outcome = outcome;
        board.Show(new() { Item = Item, State = outcome.State, Error = outcome.Error });
    }
}
