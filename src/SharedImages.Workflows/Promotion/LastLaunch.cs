using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// The launch at the end of a promotion: a run of its own, <c>launch/NAME/VERSION</c>. What it parks on is shown among the promotion's rows, and
/// decided there or at the launch itself.
/// </summary>
/// <param name="board">The promotion's.</param>
internal sealed class LastLaunch(OperationBoard board)
{
    private ChildWorkflowHandle? child;
    private IReadOnlyList<string> regions = [];

    /// <summary>Runs it to its end. One that has completed before is not run again: it has launched for this very version.</summary>
    public async Task<LaunchResult> RunAsync(LaunchSpec spec)
    {
        regions = [.. spec.Targets.Select(target => target.Region)];
        ShowAll(ItemState.Launching);
        LaunchResult result;
        try
        {
            child = await StartAsync(spec);
            result = child is null ? LastLaunchRules.LaunchedBefore(spec) : await child.GetResultAsync<LaunchResult>();
        }
        catch (FailureException failure) when (failure is ChildWorkflowFailureException or ActivityFailureException)
        {
            // Canceled with the promotion, or alone.
            Workflow.CancellationToken.ThrowIfCancellationRequested();
            result = LastLaunchRules.Failed(spec, failure);
        }
        finally
        {
            child = null;
            board.Remove(LastLaunchRules.IsLaunch);
        }

        board.Show(new() { Item = ContractNames.LaunchItem, State = result.Outcome == OperationOutcome.Completed ? ItemState.Done : ItemState.Failed });
        return result;
    }

    /// <summary>News of one of its rows; false when it is not its. Anybody can send a signal: only what it can have is shown.</summary>
    public bool Hear(ItemProgress row)
    {
        if (child is null || row.Hop is not null || !(row.Item == ContractNames.LaunchItem || regions.Contains(row.Item, StringComparer.Ordinal)))
        {
            return false;
        }

        if (row.Item != ContractNames.LaunchItem)
        {
            board.Show(row with { Item = LastLaunchRules.ItemHere(row.Item) });
        }
        else if (row.State == ItemState.Parked)
        {
            // A step before its regions: they wait for it.
            ShowAll(ItemState.Pending);
            board.Show(row);
        }
        else
        {
            board.Remove(item => item == ContractNames.LaunchItem);
            ShowAll(ItemState.Launching);
        }

        return true;
    }

    /// <summary>Hands a decision on. Null = told; else why not.</summary>
    public Task<string?> TellAsync(ResolveRequest request)
    {
        // The row says so at once, so that no second decision is accepted.
        board.Show(new() { Item = request.Item, State = ItemState.Launching });
        return ChildRuns.TellAsync(child, request.Item, request with { Item = LastLaunchRules.ItemThere(request.Item) });
    }

    // One that still runs is of before a reset, or was started by hand: what it has launched is somebody's, so its end is waited for. One that has
    // completed has launched for this very version; after any other end there is nothing of it, or what its failure tells of.
    private static async Task<ChildWorkflowHandle?> StartAsync(LaunchSpec spec)
    {
        var id = OperationKinds.Launch.WorkflowId(spec.Name, spec.Version);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return await Workflow.StartChildWorkflowAsync(ContractNames.LaunchInstances, [spec], Options(spec, id));
            }
            catch (WorkflowAlreadyStartedException) when (isFirst)
            {
                await ChildRuns.AwaitEndAsync(ContractNames.LaunchItem, id);
            }
            catch (WorkflowAlreadyStartedException)
            {
                Workflow.Logger.LogInformation("{WorkflowId} has completed before; nothing is launched", id);
                return null;
            }
        }
    }

    private static ChildWorkflowOptions Options(LaunchSpec spec, string id) => new()
    {
        Id = id,
        IdReusePolicy = Temporalio.Api.Enums.V1.WorkflowIdReusePolicy.AllowDuplicateFailedOnly,
        ParentClosePolicy = ParentClosePolicy.RequestCancel,
        CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
        StaticSummary = $"{spec.Targets.Sum(target => target.Count)} instances of {spec.Image}",
        Memo = new Dictionary<string, object> { [ContractNames.SpecDigestMemo] = SpecDigest.Of(spec) },
    };

    private void ShowAll(ItemState state)
    {
        foreach (var region in regions)
        {
            board.Show(new() { Item = LastLaunchRules.ItemHere(region), State = state });
        }
    }
}
