using System.Text.Json;
using Microsoft.Extensions.Logging;
using Temporalio.Common;
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

    private readonly ReplaceWindowInput input;
    private readonly string? unreadable;
    private readonly WindowQueue queue;
    private readonly InstanceOutcome?[] outcomes;
    private readonly SortedDictionary<string, ItemProgress> parked = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ChildWorkflowHandle> children = new(StringComparer.Ordinal);
    private readonly SortedSet<int> goingBack = [];
    private string? stop;
    private int orders;
    private bool isClosed;
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

        return new([.. outcomes.Select(outcome => outcome!)]);
    }

    /// <summary>More places, or no more instances, or some to be brought back.</summary>
    [WorkflowSignal(ReplacementNames.WindowOrders)]
    public Task OrdersAsync(IRawValue raw)
    {
        if (Read<WindowOrders>(raw) is { } order)
        {
            orders++;
            hasNews = true;
            queue.Receive(order.Places);
            stop ??= order.Stop;
            isClosed |= order.Close;
            BringBack(order.Back);
        }

        return Task.CompletedTask;
    }

    /// <summary>An instance parks or goes on.</summary>
    [WorkflowSignal(ReplacementNames.InstanceChanged)]
    public Task InstanceChangedAsync(IRawValue raw)
    {
        if (Read<ItemProgress>(raw) is { Item: not null } row && children.ContainsKey(row.Item))
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
            await Workflow.WaitConditionAsync(() => hasNews || queue.CanBegin || (isClosed && queue.IsOver));
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            // Those under way are told by Temporal and end in order.
            stop ??= "the replacement was cancelled";
            isClosed = true;
            LeaveWaiting();
            queue.Forget();
            await Workflow.WaitConditionAsync(() => queue.IsOver, CancellationToken.None);
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

    private void BringBack(string? what)
    {
        for (var i = 0; i < outcomes.Length && what is not null; i++)
        {
            if (outcomes[i] is { End: InstanceEnd.Replaced } done && (what == ReplacementNames.Item || what == done.Region || what == done.InstanceId) && goingBack.Add(i))
            {
                queue.Again(i);
            }
        }
    }

    private async Task RunOneAsync(int index)
    {
        var before = goingBack.Remove(index) ? outcomes[index]!.Former : null;
        var outcome = await OutcomeAsync(index, before);
        outcomes[index] = outcome;
        children.Remove(outcome.InstanceId);
        queue.End(index, outcome.InService);
        if (stop is null && outcomes.Count(other => other is { HasFailed: true }) is var failed && failed >= input.StopAfter)
        {
            stop = FleetRules.TooManyFailed(failed, input.StopAfter);
        }

        hasNews |= parked.Remove(outcome.InstanceId) || outcome.HasFailed || queue.IsOver || outcomes.Count(other => other is not null) % TallyEvery == 0;
    }

    private async Task<InstanceOutcome> OutcomeAsync(int index, FormerDisk? former)
    {
        var (instance, disk) = (input.Instances[index], DiskOf(index));
        try
        {
            var part = new ReplaceSystemDiskInput(input.Of, instance.InstanceId, disk, former);
            var child = await Workflow.StartChildWorkflowAsync(ReplacementNames.ReplaceSystemDisk, [part], Options(part));
            children[instance.InstanceId] = child;
            return await child.GetResultAsync<InstanceOutcome>();
        }
        catch (WorkflowAlreadyStartedException)
        {
            return NotBegun(index, "it is in another replacement") with { Error = PartRules.InAnother(input.Of.Account, disk.Region, instance.InstanceId) };
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            return NotBegun(index, "the replacement was cancelled");
        }
        catch (FailureException failure)
        {
            return NotBegun(index, "its workflow failed") with
            {
                End = InstanceEnd.FailedAsLeft,
                InService = false,
                Error = PartRules.WithoutOutcome(disk.Region, instance.InstanceId, (failure.InnerException ?? failure).Message),
            };
        }
    }

    private DiskWish DiskOf(int index) => input.Disks[input.Instances[index].Selection];

    private InstanceOutcome NotBegun(int index, string why) => PartRules.NotBegun(DiskOf(index).Region, input.Instances[index], why);

    private static ChildWorkflowOptions Options(ReplaceSystemDiskInput part) => new()
    {
        Id = ReplacementNames.InstanceWorkflowId(part.Of.Account, part.Disk.Region, part.InstanceId),
        ParentClosePolicy = ParentClosePolicy.RequestCancel,
        CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
        StaticSummary = $"{part.Disk.Region} {part.InstanceId} ← {(part.Former is null ? part.Disk.ImageId : "what it had before")}",
        TypedSearchAttributes = new SearchAttributeCollection.Builder()
            .Set(ContractNames.ParkedAttribute, false)
            .Set(ContractNames.NameAttribute, part.Of.Replacement)
            .Set(ContractNames.VersionAttribute, part.Of.Version)
            .Set(ContractNames.RegionsAttribute, [part.Disk.Region])
            .Set(ContractNames.SourceAttribute, part.Disk.ImageId)
            .ToSearchAttributeCollection(),
    };

    private async Task TellAsync()
    {
        if (hasNews)
        {
            hasNews = false;
            await PartNews.SendAsync(ReplacementNames.WindowChanged, News(), Workflow.Info.WorkflowId);
        }
    }

    private WindowNews News() => new(
        input.Number,
        queue.Waiting,
        queue.Working,
        queue.Received,
        queue.Returned,
        orders,
        outcomes.Count(outcome => outcome is { IsAsAsked: true }),
        outcomes.Count(outcome => outcome is { HasFailed: true }),
        [.. parked.Values]);

    // Anybody can send a signal: what cannot be read is ignored.
    private static T? Read<T>(IRawValue raw)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(raw.Payload.Data.Span, ContractJson.Options);
        }
        catch (JsonException e)
        {
            Workflow.Logger.LogWarning("A signal is ignored: {Message}", e.Message);
            return null;
        }
    }
}
