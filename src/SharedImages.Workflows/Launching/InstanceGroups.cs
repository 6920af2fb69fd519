using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// The instances of one region of an operation: launched in groups until there are enough, waited for until all run, and removed. What ECS gave
/// and did not make is asked for again. What has been reached is kept, so that a call after a failed one goes on where that failed.
/// </summary>
/// <param name="launch">What is asked for.</param>
/// <param name="operationId">Workflow id of the operation, which may be the parent of the workflow that launches.</param>
internal sealed class InstanceGroups(RegionLaunchInput launch, string operationId)
{
    /// <summary>The step in which instances are asked for.</summary>
    public const string LaunchStep = "launch";

    // ECS has answered, but not what became of the group: it is given time to come to rest.
    private static readonly TimeSpan LearnPause = TimeSpan.FromMinutes(1);

    private readonly List<string> living = [];
    private readonly List<string> lost = [];
    private readonly LaunchTarget target = launch.Target;
    private IReadOnlyList<LaunchedInstance> running = [];
    private InstanceGroup? unanswered;
    private DateTimeOffset? launchedAt;
    private StepError? lastNoPlace;
    private int attempts;

    /// <summary>Ids of those that live, as far as is known.</summary>
    public IReadOnlyList<string> Living => living;

    /// <summary>Ids of those that ECS gave and did not make, or that were gone.</summary>
    public IReadOnlyList<string> Lost => lost;

    /// <summary>Those that live; of one that has not been seen running only the id is known.</summary>
    public IReadOnlyList<LaunchedInstance> Instances => [.. living.Select(id => running.FirstOrDefault(instance => instance.InstanceId == id) ?? new(id, "", "", ""))];

    /// <summary>Launches and waits until there are enough and all run.</summary>
    /// <param name="show">Shows where it is.</param>
    /// <exception cref="StepFailedException">There are too few, or a step failed for good.</exception>
    public async Task LaunchAsync(Action<ItemState> show)
    {
        for (var madeGood = 0; ; madeGood++)
        {
            show(ItemState.Launching);
            var isAll = await LaunchMissingAsync();
            show(ItemState.Waiting);
            await AwaitRunningAsync();
            if (living.Count == target.Count || (living.Count >= target.AtLeast && (!isAll || madeGood == LaunchRules.MaxMadeGood)))
            {
                return;
            }

            // What ECS gave and did not make is asked for again, where there is stock.
            if (madeGood == LaunchRules.MaxMadeGood)
            {
                throw new StepFailedException(LaunchStep, LaunchRules.TooFew(target, living.Count, lastNoPlace));
            }
        }
    }

    /// <summary>What came of the tests of those that run.</summary>
    public void Note(IReadOnlyList<CommandResult> results)
    {
        var byInstance = results.ToLookup(result => result.InstanceId, StringComparer.Ordinal);
        running = [.. running.Select(instance => instance with { Tests = [.. byInstance[instance.InstanceId]] })];
    }

    /// <summary>Removes what was launched here, and proves it. Runs to its end whatever is canceled.</summary>
    /// <param name="within">After how long a step is given up and what it left is listed; null = never.</param>
    public async Task<(IReadOnlyList<InstanceRef> Removed, IReadOnlyList<Leftover> Left)> RemoveAsync(TimeSpan? within = null)
    {
        var unknown = await LearnAsync(within);
        var report = await InstanceRemoval.RemoveAsync(target.Region, launch.Run.Account, [.. living, .. lost], living.Count + lost.Count > 0 ? launchedAt : null, within);
        if (report.Left.Count == 0)
        {
            (running, launchedAt) = ([], null);
            living.Clear();
        }

        return unknown is null ? report : (report.Removed, [.. report.Left, unknown]);
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
                hasPlace = await SendAsync(LaunchRules.Group(launch, place, LaunchRules.Amount(target.Count - living.Count), operationId, attempts++));
            }
        }

        return living.Count >= target.AtLeast
            ? living.Count == target.Count
            : throw new StepFailedException(LaunchStep, LaunchRules.TooFew(target, living.Count, lastNoPlace));
    }

    /// <summary>Sends a group; true when there was place for all of it. Detached: once sent, it runs on to a known answer, whatever is canceled.</summary>
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
            var failed = StepFailedException.From(LaunchStep, failure);
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

    /// <summary>A group that was sent without an answer must be known before it is undone. Not null = it did not become known in time.</summary>
    private async Task<Leftover?> LearnAsync(TimeSpan? within)
    {
        while (unanswered is { } group)
        {
            try
            {
                Take(await Workflow.ExecuteActivityAsync(
                    (ILaunchActivities a) => a.RunInstancesAsync(group), StepOptions.Detached($"{target.Region}: learn the ids of an unanswered launch", within)));
            }
            catch (ActivityFailureException failure)
            {
                var error = StepFailedException.From(LaunchStep, failure).Error;
                if (LaunchFailureRules.IsSettled(error))
                {
                    unanswered = null;
                }
                else if (within is not null)
                {
                    return new(target.Region, $"whatever instances carry the tag {Lineage.Group} = {group.ClientToken}", error);
                }
                else
                {
                    await Workflow.DelayWithOptionsAsync(new(LearnPause, summary: $"{target.Region}: ask again about an unanswered launch") { CancellationToken = CancellationToken.None });
                }
            }
        }

        return null;
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
}
