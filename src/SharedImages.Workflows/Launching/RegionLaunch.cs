using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// One region of a launch: its instances launched, running and tested. Returns an outcome whatever happens, also when canceled; what it has
/// launched it knows, and removes when it is told to.
/// </summary>
/// <param name="launch">What is asked for.</param>
/// <param name="board">Where it is shown.</param>
internal sealed class RegionLaunch(RegionLaunchInput launch, OperationBoard board)
{
    // A region is often left out because it does not answer: what cannot be removed for so long is listed.
    private static readonly TimeSpan SkipPatience = TimeSpan.FromMinutes(30);

    private readonly Parking parking = new();
    private readonly InstanceGroups groups = new(launch, Workflow.Info.WorkflowId);
    private readonly ItemNews news = new(new() { Item = launch.Target.Region, State = ItemState.Pending });
    private readonly LaunchTarget target = launch.Target;
    private int tests;

    /// <summary>The decision on the step at which it is parked.</summary>
    public void Decide(ResolveAction action) => parking.Decide(action);

    /// <summary>Tells the operation that started this one, if one did, how the region has ended.</summary>
    public Task TellEndAsync(ItemProgress row) => news.EndAsync(row);

    /// <summary>Launches, waits and tests until the region is done, or given up.</summary>
    public async Task<LaunchOutcome> RunAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    return await AttemptAsync();
                }
                catch (StepFailedException failure)
                {
                    if (await HandleAsync(failure) is { } outcome)
                    {
                        return outcome;
                    }
                }
            }
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            return Outcome(ItemState.Canceled);
        }
    }

    /// <summary>Removes what was launched here, and proves it.</summary>
    /// <param name="within">After how long a step is given up and what it left is listed; null = never.</param>
    public Task<(IReadOnlyList<InstanceRef> Removed, IReadOnlyList<Leftover> Left)> UndoAsync(TimeSpan? within = null)
    {
        board.Show(Row(ItemState.Undoing));
        return groups.RemoveAsync(within);
    }

    private async Task<LaunchOutcome> AttemptAsync()
    {
        await groups.LaunchAsync(state => board.Show(Row(state)));
        await TestAsync();
        return Outcome(ItemState.Done);
    }

    private async Task TestAsync()
    {
        if (launch.Test is not { } test)
        {
            return;
        }

        board.Show(Row(ItemState.Testing));
        groups.Note(await new SmokeTest(target.Region, launch.Run.Account, test, tests++).RunAsync(groups.Living));
    }

    /// <summary>What happens after a failed step; an outcome ends the region, null tries again.</summary>
    private async Task<LaunchOutcome?> HandleAsync(StepFailedException failure)
    {
        var action = failure.Error.NeedsAnotherSpec() ? ResolveAction.Abort : await ParkAsync(failure);
        switch (action)
        {
            case ResolveAction.Skip:
                return await SkipAsync(failure.Error);
            case ResolveAction.Abort:
                return Outcome(ItemState.Failed) with { Error = failure.Error };
            default:
                await news.TellAsync(Row(ItemState.Launching));
                return null;
        }
    }

    private Task<ResolveAction> ParkAsync(StepFailedException failure) => parking.WaitAsync(() =>
    {
        Workflow.Logger.LogInformation("{Region}: parked at {Step}: {Message}", target.Region, failure.Step, failure.Error.Sentence());
        var row = Row(ItemState.Parked) with { Step = failure.Step, Since = WorkflowTime.Now, Error = failure.Error, Actions = LaunchFailureRules.Actions };
        board.Show(row);
        return news.TellAsync(row);
    });

    private async Task<LaunchOutcome> SkipAsync(StepError error)
    {
        var report = await UndoAsync(SkipPatience);
        return Outcome(ItemState.Skipped) with { Error = error, Left = report.Left };
    }

    private ItemProgress Row(ItemState state) => new() { Item = target.Region, State = state, ImageId = launch.Image.ImageId };

    private LaunchOutcome Outcome(ItemState state) => new()
    {
        Region = target.Region,
        State = state,
        ImageId = launch.Image.ImageId,
        Wanted = target.Count,
        Instances = groups.Instances,
        Lost = groups.Lost,
    };
}
