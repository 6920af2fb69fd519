using System.Text.Json;
using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The windows of one replacement: they are started, given places, told and waited for. Window 0 is the canary when there is one.</summary>
internal sealed class FleetRuns
{
    private readonly ReplacementRun run;
    private readonly IReadOnlyList<DiskWish> disks;
    private readonly IReadOnlyList<IReadOnlyList<ChosenInstance>> windows;
    private readonly ReplacementBoard board;
    private readonly PlaceBank bank;
    private readonly int stopAfter;
    private readonly ChildWorkflowHandle?[] children;
    private readonly WindowNews?[] news;
    private readonly int[] orders;
    private string? stop;
    private bool hasChanged;

    public FleetRuns(ReplacementRun run, IReadOnlyList<DiskWish> disks, IReadOnlyList<IReadOnlyList<ChosenInstance>> windows, int places, int stopAfter, ReplacementBoard board)
    {
        (this.run, this.disks, this.windows, this.stopAfter, this.board) = (run, disks, windows, stopAfter, board);
        bank = new(places, windows.Count);
        children = new ChildWorkflowHandle?[windows.Count];
        news = new WindowNews?[windows.Count];
        orders = new int[windows.Count];
    }

    /// <summary>Why no other instance is begun; null = they are.</summary>
    public string? Stopped => stop;

    /// <summary>Instances that have failed so far.</summary>
    public int Failed => news.Sum(heard => heard?.Failed ?? 0);

    /// <summary>Runs the windows from the first to the last of a range until none of their instances waits or is under way.</summary>
    public async Task RunAsync(int first, int end)
    {
        for (var i = first; i < end && stop is null; i++)
        {
            bank.Want(i, windows[i].Count);
        }

        while (true)
        {
            await GiveAsync();
            if (IsIdle)
            {
                return;
            }

            hasChanged = false;
            await Workflow.WaitConditionAsync(() => hasChanged);
        }
    }

    /// <summary>Lets none be begun any more.</summary>
    public async Task StopAsync(string why)
    {
        if (stop is null)
        {
            stop = why;
            hasChanged = true;
            for (var i = 0; i < windows.Count; i++)
            {
                bank.Want(i, children[i] is null ? 0 : bank.WantedBy(i));
            }

            await TellAllAsync(new(Stop: why));
        }
    }

    /// <summary>Brings back what has its new disk: an instance, a region or all.</summary>
    public Task BringBackAsync(string what) => TellAllAsync(new(Back: what));

    /// <summary>Ends all windows; every instance's outcome.</summary>
    public async Task<IReadOnlyList<InstanceOutcome>> CloseAsync()
    {
        await TellAllAsync(new(Close: true));
        var outcomes = new List<InstanceOutcome>();
        for (var i = 0; i < windows.Count; i++)
        {
            outcomes.AddRange(await OutcomesAsync(i));
        }

        return outcomes;
    }

    /// <summary>News of a window. Anybody can send a signal: what cannot be read, or is not of a window that runs, is ignored.</summary>
    public void Hear(IRawValue raw)
    {
        try
        {
            if (JsonSerializer.Deserialize<WindowNews>(raw.Payload.Data.Span, ContractJson.Options) is { Number: >= 0 } heard
                && heard.Number < windows.Count && children[heard.Number] is not null && heard.CanBeOf(windows[heard.Number]))
            {
                news[heard.Number] = heard;
                bank.Hear(heard);
                board.Show(news);
                hasChanged = true;
            }
            else
            {
                Workflow.Logger.LogWarning("News ignored: no window that runs can have told it");
            }
        }
        catch (JsonException e)
        {
            Workflow.Logger.LogWarning("News ignored: {Message}", e.Message);
        }
    }

    /// <summary>Hands a decision on to the window of a parked instance. Null = told; else why not.</summary>
    public async Task<string?> TellAsync(ResolveRequest request)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            if (children[i] is { } child && news[i]?.Parked.Any(row => row.Item == request.Item) == true)
            {
                news[i] = news[i]! with { Parked = [.. news[i]!.Parked.Where(row => row.Item != request.Item)] };
                board.Show(news);
                return await SignalAsync(child, ContractNames.Resolve, request) ? null : $"{request.Item} has ended meanwhile";
            }
        }

        return $"{request.Item} has ended meanwhile";
    }

    // Of each window that runs: it has heard all, and none of its instances waits or is under way.
    private bool IsIdle => (bank.Waiting == 0 || stop is not null) && Enumerable.Range(0, windows.Count).All(i =>
        children[i] is null || (news[i] is { Waiting: 0, Working: 0 } heard && heard.Orders >= orders[i] && heard.Received >= bank.Given(i)));

    private async Task GiveAsync()
    {
        if (stop is null && Failed >= stopAfter)
        {
            await StopAsync(FleetRules.TooManyFailed(Failed, stopAfter));
        }

        foreach (var (window, places) in bank.HandOut())
        {
            await (children[window] is null ? OpenAsync(window, places) : OrderAsync(window, new(places)));
        }

        if (stop is null && bank.Waiting > 0 && IsStuck)
        {
            await StopAsync(FleetRules.NoPlaceLeft);
        }
    }

    // All places are held by instances that are out of service, and nothing is under way that could give one back.
    private bool IsStuck => bank.Free == 0 && Enumerable.Range(0, windows.Count).All(i => children[i] is null || (news[i] is { Working: 0 } heard && heard.Received >= bank.Given(i)));

    private async Task OpenAsync(int window, int places)
    {
        var id = ReplacementNames.WindowWorkflowId(Workflow.Info.WorkflowId, run.Run, window);
        var input = new ReplaceWindowInput(run, window, places, stopAfter, disks, windows[window]);
        try
        {
            children[window] = await Workflow.StartChildWorkflowAsync(ReplacementNames.ReplaceWindow, [input], new()
            {
                Id = id,
                ParentClosePolicy = ParentClosePolicy.RequestCancel,
                CancellationType = ChildWorkflowCancellationType.WaitCancellationCompleted,
                StaticSummary = $"{windows[window].Count} instances from {windows[window][0].InstanceId} on",
            });
        }
        catch (WorkflowAlreadyStartedException)
        {
            await StopAsync($"{id}, from before this replacement was reset, still runs");
        }
    }

    private async Task TellAllAsync(WindowOrders order)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            if (children[i] is not null)
            {
                await OrderAsync(i, order);
            }
        }
    }

    private async Task OrderAsync(int window, WindowOrders order)
    {
        if (await SignalAsync(children[window]!, ReplacementNames.WindowOrders, order))
        {
            orders[window]++;
        }
    }

    private async Task<IReadOnlyList<InstanceOutcome>> OutcomesAsync(int window)
    {
        if (children[window] is not { } child)
        {
            return [.. windows[window].Select(instance => PartRules.NotBegun(disks[instance.Selection].Region, instance, stop ?? "the replacement was cancelled"))];
        }

        try
        {
            return (await child.GetResultAsync<WindowOutcome>()).Instances;
        }
        catch (FailureException failure)
        {
            var why = (failure.InnerException ?? failure).Message;
            return [.. windows[window].Select(instance => PartRules.NotBegun(disks[instance.Selection].Region, instance, why) with
            {
                End = InstanceEnd.FailedAsLeft,
                InService = false,
                Error = PartRules.WithoutOutcome(disks[instance.Selection].Region, instance.InstanceId, why),
            })];
        }
    }

    private static async Task<bool> SignalAsync(ChildWorkflowHandle child, string signal, object argument)
    {
        try
        {
            await child.SignalAsync(signal, [argument], new() { CancellationToken = CancellationToken.None });
            return true;
        }
        catch (FailureException e)
        {
            Workflow.Logger.LogWarning("{Child} has ended meanwhile: {Message}", child.Id, e.Message);
            return false;
        }
    }
}
