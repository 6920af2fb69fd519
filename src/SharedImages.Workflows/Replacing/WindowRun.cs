using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>One window as its replacement knows it: what it has been told, what it has told, how it has ended.</summary>
/// <param name="instances">Its instances.</param>
/// <param name="disks">The new disks, one wish for each selection.</param>
internal sealed class WindowRun(IReadOnlyList<ChosenInstance> instances, IReadOnlyList<DiskWish> disks)
{
    private readonly SortedDictionary<string, InstanceOutcome> told = new(StringComparer.Ordinal);
    private ChildWorkflowHandle? child;
    private WindowOutcome? outcome;
    private string? loss;
    private int orders;

    /// <summary>Its instances.</summary>
    public IReadOnlyList<ChosenInstance> Instances => instances;

    /// <summary>What it has told last; null = nothing yet.</summary>
    public WindowNews? News { get; private set; }

    /// <summary>Whether it hears orders.</summary>
    public bool Runs => child is not null && outcome is null && loss is null;

    /// <summary>Whether it has heard all that it was told.</summary>
    public bool HasHeard => !Runs || News?.Orders >= orders;

    /// <summary>Places that its instances hold when it has ended: of one that was lost nobody knows, and none is kept for it.</summary>
    public int Held => outcome?.Instances.Count(instance => !instance.InService) ?? 0;

    /// <summary>What should be known besides the outcomes.</summary>
    public IReadOnlyList<string> Notices => outcome?.Notices ?? [];

    /// <summary>Whether none of its instances waits or is under way.</summary>
    /// <param name="given">All places that it was given.</param>
    public bool IsAtRest(int given) => !Runs || (News is { Waiting: 0 } && IsIdle(given));

    /// <summary>Whether none of its instances is under way, so that it gives no place back.</summary>
    /// <param name="given">All places that it was given.</param>
    public bool IsIdle(int given) => !Runs || (News is { Working: 0 } heard && heard.Received >= given && HasHeard);

    /// <summary>Starts it; null = it runs, else why not.</summary>
    public async Task<string?> OpenAsync(ReplaceWindowInput input)
    {
        var id = ReplacementNames.WindowWorkflowId(Workflow.Info.WorkflowId, input.Of.Run, input.Number);
        try
        {
            child = await Workflow.StartChildWorkflowAsync(ReplacementNames.ReplaceWindow, [input], new()
            {
                Id = id,
                ParentClosePolicy = ParentClosePolicy.RequestCancel,
                CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
                StaticSummary = instances.Count == 1 ? instances[0].InstanceId : $"{instances.Count} instances from {instances[0].InstanceId} on",
            });
            return null;
        }
        catch (WorkflowAlreadyStartedException)
        {
            return $"{id}, from before this replacement was reset, still runs";
        }
    }

    /// <summary>Waits until it has ended; null = with the outcomes of all its instances, else that it has not, and why.</summary>
    public async Task<string?> FollowAsync(int number)
    {
        try
        {
            outcome = await child!.GetResultAsync<WindowOutcome>();
            End(number, outcome.Instances);
            return null;
        }
        catch (FailureException failure)
        {
            loss = (failure.InnerException ?? failure).Message;
            End(number, Outcomes(loss));
            return FleetRules.WindowLost(child!.Id, loss);
        }
    }

    /// <summary>Takes news in; false = it cannot have told them.</summary>
    public bool Hear(WindowNews news)
    {
        if (!Runs || !news.CanBeOf(instances))
        {
            return false;
        }

        News = news;
        foreach (var ended in news.Ended)
        {
            told[ended.InstanceId] = ended;
        }

        return true;
    }

    /// <summary>Tells it something, when it runs.</summary>
    public async Task OrderAsync(WindowOrders order)
    {
        if (Runs)
        {
            orders++;
            await SignalAsync(ReplacementNames.WindowOrders, order);
        }
    }

    /// <summary>Hands a decision on, when the window has that item parked; false = the item has ended meanwhile.</summary>
    public Task<bool> DecideAsync(ResolveRequest request)
    {
        News = News! with { Parked = [.. News.Parked.Where(row => row.Item != request.Item)] };
        return SignalAsync(ContractNames.Resolve, request);
    }

    /// <summary>How its instances ended; of a window that was lost what it had told before, and of the others that nobody knows.</summary>
    /// <param name="stop">Why none was begun when it was not started.</param>
    public IReadOnlyList<InstanceOutcome> Outcomes(string stop) =>
        outcome?.Instances ?? [.. instances.Select(instance => loss is null
            ? PartRules.NotBegun(RegionOf(instance), instance, stop)
            : told.GetValueOrDefault(instance.InstanceId) ?? PartRules.Unknown(RegionOf(instance), instance, loss))];

    private void End(int number, IReadOnlyList<InstanceOutcome> outcomes) => News = WindowNews.Of(number, outcomes) with { Taken = News?.Taken ?? 0 };

    private string RegionOf(ChosenInstance instance) => disks[instance.Selection].Region;

    private async Task<bool> SignalAsync(string signal, object argument)
    {
        try
        {
            await child!.SignalAsync(signal, [argument], new() { CancellationToken = CancellationToken.None });
            return true;
        }
        catch (FailureException e)
        {
            Workflow.Logger.LogWarning("{Child} has ended meanwhile: {Message}", child!.Id, e.Message);
            return false;
        }
    }
}
