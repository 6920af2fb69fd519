using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Up to 100 instances of a replacement: each is begun when a place is free. Returns the outcomes of all, whatever happens, when the
/// replacement says that nothing more comes.
/// </summary>
[Workflow(ReplacementNames.ReplaceWindow)]
public sealed class ReplaceWindowWorkflow
{
    // Every signal is an event in the replacement's history: a tally now and then, what matters at once.
    private const int TallyEvery = 10;

    private const string Canceled = "the replacement was canceled";

    private readonly ReplaceWindowInput input;
    private readonly string? unreadable;
    private readonly WindowQueue queue;
    private readonly InstanceOutcome?[] outcomes;
    private readonly SortedDictionary<string, ItemProgress> parked = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ChildWorkflowHandle> children = new(StringComparer.Ordinal);
    private readonly SortedSet<int> working = [];
    private readonly SortedSet<int> goingBack = [];
    private readonly SortedSet<int> backAfterwards = [];
    private readonly List<InstanceOutcome> untold = [];
    private readonly List<string> notices = [];
    private string? stop;
    private int orders;
    private int taken;
    private int ended;
    private bool isClosed;
    private bool isCanceled;
    private bool hasNews;

    /// <summary>Sets the state before any handler runs.</summary>
    [WorkflowInit]
    public ReplaceWindowWorkflow(IRawValue? input = null)
    {
        (this.input, unreadable) = ReplaceWindowInput.Read(input);
        queue = new(this.input.Instances.Count, this.input.Places);
        outcomes = new InstanceOutcome?[this.input.Instances.Count];
    }

    /// <summary>How far it is.</summary>
    [WorkflowQuery(ContractNames.Progress)]
    public WindowNews Progress => News();

    /// <summary>Runs the window.</summary>
    /// <param name="input">A <see cref="ReplaceWindowInput"/>.</param>
    [WorkflowRun]
    public async Task<WindowOutcome> RunAsync(IRawValue? input = null)
    {
        if ((unreadable ?? this.input.Misplaced(Workflow.Info.WorkflowId, Workflow.Info.Parent?.WorkflowId)) is { } refusal)
        {
            throw new ApplicationFailureException(refusal, errorType: ContractNames.Refused, nonRetryable: true);
        }

        while (!(isClosed && queue.IsOver))
        {
            LeaveWaiting();
            while (queue.CanBegin)
            {
                _ = RunOneAsync(queue.Begin());
            }

            hasNews |= queue.GiveBack();
            await TellAsync();
            await ChangeAsync();
        }

        return new([.. outcomes.Select(outcome => outcome!)], notices);
    }

    /// <summary>More places, or no more instances, or some to be brought back.</summary>
    [WorkflowSignal(ReplacementNames.WindowOrders)]
    public Task OrdersAsync(IRawValue raw)
    {
        if (PartNews.Read<WindowOrders>(raw) is { } order)
        {
            orders++;
            hasNews = true;
            queue.Receive(order.Places);
            stop ??= order.Stop;
            isClosed |= order.Close;
            BringBack(order.Back);
            Forget(order.Forget);
        }

        return Task.CompletedTask;
    }

    /// <summary>An instance parks or goes on.</summary>
    [WorkflowSignal(ReplacementNames.InstanceChanged)]
    public Task InstanceChangedAsync(IRawValue raw)
    {
        if (PartNews.Read<ItemProgress>(raw) is { Item: not null } row && children.ContainsKey(row.Item))
        {
            hasNews |= parked.Remove(row.Item) || row.State == ItemState.Parked;
            if (row.State == ItemState.Parked)
            {
                parked[row.Item] = row;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>A decision on one of its instances, which gets it.</summary>
    [WorkflowSignal(ContractNames.Resolve, Description = ResolveRequests.Example)]
    public async Task ResolveSignalAsync(IRawValue request)
    {
        if (ResolveRequests.Check(request, parked.Values, out var read) is { } refusal)
        {
            Workflow.Logger.LogWarning("Resolve ignored: {Refusal}", refusal);
            return;
        }

        try
        {
            await children[read!.Item].SignalAsync(ContractNames.Resolve, [read], new() { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            Workflow.Logger.LogWarning("{Instance} has ended meanwhile: {Message}", read!.Item, e.Message);
        }
    }

    private async Task ChangeAsync()
    {
        try
        {
            await Workflow.WaitConditionAsync(() => hasNews || queue.CanBegin || (isClosed && queue.IsOver), isCanceled ? CancellationToken.None : Workflow.CancellationToken);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            // Those under way are told by Temporal and end in order, and what they tell is told on.
            (isCanceled, isClosed) = (true, true);
            stop ??= Canceled;
            Forget(Canceled);
        }
    }

    private void LeaveWaiting()
    {
        if (stop is null)
        {
            return;
        }

        foreach (var index in queue.Stop())
        {
            outcomes[index] = NotBegun(index, stop);
        }
    }

    // What the run has done with an instance decides, not what it looks like.
    private void BringBack(string? what)
    {
        for (var i = 0; i < outcomes.Length && what is not null && !isCanceled; i++)
        {
            if ((what == ReplacementNames.Item || what == DiskOf(i).Region || what == input.Instances[i].InstanceId) && !goingBack.Contains(i))
            {
                taken += working.Contains(i) ? Count(backAfterwards.Add(i)) : Count(Again(i));
            }
        }
    }

    private bool Again(int index)
    {
        if (outcomes[index] is not { CanGoBack: true } || !goingBack.Add(index))
        {
            return false;
        }

        queue.Again(index);
        return true;
    }

    private void Forget(string? why)
    {
        if (why is null)
        {
            return;
        }

        backAfterwards.Clear();
        foreach (var index in queue.Forget())
        {
            goingBack.Remove(index);
            notices.Add(PartRules.NotBroughtBack(outcomes[index]!, $"{why}; make another replacement with the former image"));
        }
    }

    private async Task RunOneAsync(int index)
    {
        working.Add(index);
        var before = goingBack.Contains(index) ? outcomes[index] : null;
        var outcome = Kept(before, await OutcomeAsync(index, before));
        outcomes[index] = outcome;
        working.Remove(index);
        goingBack.Remove(index);
        children.Remove(outcome.InstanceId);
        untold.Add(outcome);
        ended++;
        queue.End(index, outcome.InService);
        if (stop is null && outcomes.Count(other => other is { HasFailed: true }) is var failed && failed >= input.StopAfter)
        {
            stop = FleetRules.TooManyFailed(failed, input.StopAfter);
        }

        var isAgain = backAfterwards.Remove(index) && Again(index);
        hasNews |= parked.Remove(outcome.InstanceId) || isAgain || outcome.HasFailed || queue.IsOver || ended % TallyEvery == 0;
    }

    // One that could not even be begun to be brought back is as it was.
    private InstanceOutcome Kept(InstanceOutcome? before, InstanceOutcome outcome)
    {
        if (before is null || outcome.End != InstanceEnd.Unchanged)
        {
            return outcome;
        }

        notices.Add(PartRules.NotBroughtBack(before, outcome.Error?.Sentence() ?? Canceled));
        return before;
    }

    private async Task<InstanceOutcome> OutcomeAsync(int index, InstanceOutcome? before)
    {
        var (instance, disk) = (input.Instances[index], DiskOf(index));
        try
        {
            var part = new ReplaceSystemDiskInput(input.Of, instance.InstanceId, disk, before?.Former, before?.DiskId);
            var child = await Workflow.StartChildWorkflowAsync(ReplacementNames.ReplaceSystemDisk, [part], part.ChildOptions());
            children[instance.InstanceId] = child;
            return await child.GetResultAsync<InstanceOutcome>();
        }
        catch (WorkflowAlreadyStartedException)
        {
            return NotBegun(index, "it is in another replacement") with { Error = PartRules.InAnother(input.Of.Account, disk.Region, instance.InstanceId) };
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            return NotBegun(index, Canceled);
        }
        catch (FailureException failure)
        {
            return (before ?? NotBegun(index, "its workflow failed")) with
            {
                End = InstanceEnd.FailedAsLeft,
                InService = false,
                Error = PartRules.WithoutOutcome(disk.Region, instance.InstanceId, (failure.InnerException ?? failure).Message),
            };
        }
    }

    private static int Count(bool isOne) => isOne ? 1 : 0;

    private DiskWish DiskOf(int index) => input.Disks[input.Instances[index].Selection];

    private InstanceOutcome NotBegun(int index, string why) => PartRules.NotBegun(DiskOf(index).Region, input.Instances[index], why);

    private async Task TellAsync()
    {
        if (hasNews)
        {
            hasNews = false;
            var news = News();
            untold.Clear();
            await PartNews.SendAsync(ReplacementNames.WindowChanged, news, Workflow.Info.WorkflowId);
        }
    }

    private WindowNews News() => new(
        input.Number,
        queue.Waiting,
        queue.Working,
        queue.Received,
        queue.Returned,
        orders,
        taken,
        outcomes.Count(outcome => outcome is { IsAsAsked: true }),
        outcomes.Count(outcome => outcome is { HasFailed: true }),
        [.. parked.Values],
        [.. untold]);
}
