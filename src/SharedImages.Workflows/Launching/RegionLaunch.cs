using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// One region of a launch: groups until there are enough, all running, all tested. What ECS gave and did not make is asked for again. Returns
/// an outcome whatever happens, also when cancelled; what it has launched it knows, and removes when it is told to.
/// </summary>
/// <param name="launch">What is asked for.</param>
/// <param name="board">Where it is shown.</param>
internal sealed class RegionLaunch(RegionLaunchInput launch, OperationBoard board)
{
    // A region is often left out because it does not answer: what cannot be removed for so long is listed.
    private static readonly TimeSpan SkipPatience = TimeSpan.FromMinutes(30);

    // ECS has answered, but not what became of the group: it is given time to come to rest.
    private static readonly TimeSpan LearnPause = TimeSpan.FromMinutes(1);

    private readonly Parking parking = new();
    private readonly List<string> living = [];
    private readonly List<string> lost = [];
    private readonly LaunchTarget target = launch.Target;
    private IReadOnlyList<LaunchedInstance> running = [];
    private InstanceGroup? unanswered;
    private DateTimeOffset? launchedAt;
    private StepError? lastNoPlace;
    private int attempts;
    private int tests;

    /// <summary>The decision on the step at which it is parked.</summary>
    public void Decide(ResolveAction action) => parking.Decide(action);

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
    public async Task<(IReadOnlyList<InstanceRef> Removed, IReadOnlyList<Leftover> Left)> UndoAsync(TimeSpan? within = null)
    {
        board.Show(Row(ItemState.Undoing));
        await LearnAsync();
        var report = await InstanceRemoval.RemoveAsync(target.Region, launch.Run.Account, [.. living, .. lost], launchedAt, within);
        if (report.Left.Count == 0)
        {
            (running, launchedAt) = ([], null);
            living.Clear();
        }

        return report;
    }

    // What has been reached is kept between attempts, so a retry goes on where it failed.
    private async Task<LaunchOutcome> AttemptAsync()
    {
        for (var madeGood = 0; ; madeGood++)
        {
            board.Show(Row(ItemState.Launching));
            var isAll = await LaunchMissingAsync();
            board.Show(Row(ItemState.Waiting));
            await AwaitRunningAsync();
            if (living.Count == target.Count || (living.Count >= target.AtLeast && (!isAll || madeGood == LaunchRules.MaxMadeGood)))
            {
                break;
            }

            // What ECS gave and did not make is asked for again, where there is stock.
            if (madeGood == LaunchRules.MaxMadeGood)
            {
                throw new StepFailedException("launch", LaunchRules.TooFew(target, living.Count, lastNoPlace));
            }
        }

        await TestAsync();
        return Outcome(ItemState.Done);
    }

    /// <summary>Launches until there are as many as asked for, or no place has any more; true when there are.</summary>
    private async Task<bool> LaunchMissingAsync()
    {
        lastNoPlace = null;
        if (unanswered is { } open)
        {
            await SendAsync(open);
        }

        foreach (var place in LaunchRules.Places(target, launch.Types))
        {
            var hasPlace = true;
            while (hasPlace && living.Count < target.Count)
            {
                hasPlace = await SendAsync(LaunchRules.Group(launch, place, LaunchRules.Amount(target.Count - living.Count), Workflow.Info.WorkflowId, attempts++));
            }
        }

        return living.Count >= target.AtLeast
            ? living.Count == target.Count
            : throw new StepFailedException("launch", LaunchRules.TooFew(target, living.Count, lastNoPlace));
    }

    /// <summary>Sends a group; true when there was place for all of it. Detached: once sent, it runs on to a known answer, whatever is cancelled.</summary>
    private async Task<bool> SendAsync(InstanceGroup group)
    {
        Workflow.CancellationToken.ThrowIfCancellationRequested();
        // If it must be sent again, that is another activity, which does not know of this one.
        (unanswered, launchedAt) = (group with { SentBefore = true }, WorkflowTime.Now);
        try
        {
            var answer = await Workflow.ExecuteActivityAsync(
                (ILaunchActivities a) => a.RunInstancesAsync(group), StepOptions.Detached($"{target.Region}: launch {group.Amount} {group.InstanceType} at {group.VSwitch}"));
            Take(answer);
            Workflow.CancellationToken.ThrowIfCancellationRequested();
            return answer.InstanceIds.Count == group.Amount;
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            var failed = StepFailedException.From("launch", failure);
            unanswered = failed.Error.IsAnswered() ? null : unanswered;
            throw failed;
        }
    }

    private void Take(LaunchAnswer answer)
    {
        unanswered = null;
        living.AddRange(answer.InstanceIds.Except(living, StringComparer.Ordinal));
        lastNoPlace = answer.NoPlace ?? lastNoPlace;
    }

    // A group that was sent without an answer must be known before it is undone.
    private async Task LearnAsync()
    {
        while (unanswered is { } group)
        {
            try
            {
                Take(await Workflow.ExecuteActivityAsync((ILaunchActivities a) => a.RunInstancesAsync(group), StepOptions.Detached($"{target.Region}: learn the ids of an unanswered launch")));
            }
            catch (ActivityFailureException failure)
            {
                if (LaunchFailureRules.IsSettled(StepFailedException.From("launch", failure).Error))
                {
                    unanswered = null;
                    return;
                }

                await Workflow.DelayWithOptionsAsync(new(LearnPause, summary: $"{target.Region}: ask again about an unanswered launch") { CancellationToken = CancellationToken.None });
            }
        }
    }

    private async Task AwaitRunningAsync()
    {
        try
        {
            var parts = await Workflow.WhenAllAsync(living.Chunk(InstanceGroup.MaxAmount).Select(ids => Workflow.ExecuteActivityAsync(
                (ILaunchActivities a) => a.AwaitRunningAsync(new(target.Region, launch.Run.Account, ids, launchedAt)), StepOptions.Wait($"{target.Region}: wait until {ids.Length} instances run"))));
            running = [.. parts.SelectMany(part => part.Instances)];
            var gone = parts.SelectMany(part => part.Lost).ToList();
            lost.AddRange(gone);
            living.RemoveAll(gone.Contains);
        }
        catch (ActivityFailureException failure) when (!TemporalException.IsCanceledException(failure))
        {
            throw StepFailedException.From("wait", failure);
        }
    }

    private async Task TestAsync()
    {
        if (launch.Test is not { } test)
        {
            return;
        }

        board.Show(Row(ItemState.Testing));
        var results = (await new SmokeTest(target.Region, launch.Run.Account, test, tests++).RunAsync(living)).ToLookup(result => result.InstanceId, StringComparer.Ordinal);
        running = [.. running.Select(instance => instance with { Tests = [.. results[instance.InstanceId]] })];
    }

    /// <summary>What happens after a failed step; an outcome ends the region, null tries again.</summary>
    private async Task<LaunchOutcome?> HandleAsync(StepFailedException failure)
    {
        var action = failure.Error.NeedsAnotherSpec() ? ResolveAction.Abort : await ParkAsync(failure);
        return action switch
        {
            ResolveAction.Skip => await SkipAsync(failure.Error),
            ResolveAction.Abort => Outcome(ItemState.Failed) with { Error = failure.Error },
            _ => null,
        };
    }

    private Task<ResolveAction> ParkAsync(StepFailedException failure) => parking.WaitAsync(() =>
    {
        Workflow.Logger.LogInformation("{Region}: parked at {Step}: {Message}", target.Region, failure.Step, failure.Error.Sentence());
        board.Show(Row(ItemState.Parked) with { Step = failure.Step, Since = WorkflowTime.Now, Error = failure.Error, Actions = LaunchFailureRules.Actions });
        return Task.CompletedTask;
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
        Instances = [.. living.Select(id => running.FirstOrDefault(instance => instance.InstanceId == id) ?? new(id, "", "", ""))],
        Lost = lost,
    };
}
