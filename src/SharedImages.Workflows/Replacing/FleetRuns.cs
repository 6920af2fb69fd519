using Microsoft.Extensions.Logging;
using Temporalio.Converters;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>The windows of one replacement: they are started, given places, told and waited for. Window 0 is the canary when there is one.</summary>
internal sealed class FleetRuns
{
    private readonly ReplacementRun run;
    private readonly IReadOnlyList<DiskWish> disks;
    private readonly IReadOnlyList<WindowRun> windows;
    private readonly OperationBoard board;
    private readonly PlaceBank bank;
    private readonly int stopAfter;
    private readonly List<Task> ends = [];
    private string? stop;
    private bool hasChanged;
    private bool isAsking;
    private bool isClosed;

    public FleetRuns(ReplacementRun run, IReadOnlyList<DiskWish> disks, IReadOnlyList<IReadOnlyList<ChosenInstance>> windows, int places, int stopAfter, OperationBoard board)
    {
        (this.run, this.disks, this.stopAfter, this.board) = (run, disks, stopAfter, board);
        this.windows = [.. windows.Select(instances => new WindowRun(instances, disks))];
        bank = new(places, windows.Count);
        Show();
    }

    /// <summary>Why no other instance is begun; null = they are.</summary>
    public string? Stopped => stop;

    /// <summary>Instances that have failed so far.</summary>
    public int Failed => windows.Sum(window => window.News?.Failed ?? 0);

    /// <summary>What should be known besides the outcomes.</summary>
    public IReadOnlyList<string> Notices => [.. windows.SelectMany(window => window.Notices)];

    /// <summary>Runs the windows from the first to the last of a range until none of their instances waits or is under way.</summary>
    public Task RunAsync(int first, int end)
    {
        for (var i = first; i < end && stop is null; i++)
        {
            bank.Want(i, windows[i].Instances.Count);
        }

        return PumpAsync(() => IsIdle);
    }

    /// <summary>Goes on with what is under way until something else has ended, or no other instance is to be begun.</summary>
    public Task RunUntilAsync(Task other) => PumpAsync(() => other.IsCompleted || stop is not null);

    /// <summary>Lets none be begun any more.</summary>
    public async Task StopAsync(string why)
    {
        if (stop is null)
        {
            stop = why;
            hasChanged = true;
            for (var i = 0; i < windows.Count; i++)
            {
                bank.Want(i, windows[i].Runs ? bank.WantedBy(i) : 0);
            }

            await TellAllAsync(new(Stop: why));
        }
    }

    /// <summary>Brings back what has its new disk or is under way: an instance, a region or all, of which then none is begun any more. Null = told; else why there is nothing to bring back.</summary>
    public async Task<string?> BringBackAsync(string what)
    {
        while (isAsking)
        {
            await Workflow.WaitConditionAsync(() => !isAsking, CancellationToken.None);
        }

        if (isClosed)
        {
            return FleetRules.Ending;
        }

        isAsking = true;
        var (stops, before) = (what == ReplacementNames.Item && stop is null, Taken);
        if (stops)
        {
            await StopAsync(FleetRules.AllBack);
        }

        await TellAllAsync(new(Back: what));
        await Workflow.WaitConditionAsync(() => windows.All(window => window.HasHeard), CancellationToken.None);
        (isAsking, hasChanged) = (false, true);
        return stops || Taken > before ? null : FleetRules.NothingToBringBack(what);
    }

    /// <summary>Waits until nothing waits or is under way any more, and ends all windows; every instance's outcome.</summary>
    public async Task<IReadOnlyList<InstanceOutcome>> EndAsync()
    {
        await PumpAsync(() => IsIdle, closes: true);
        return await CloseAsync();
    }

    /// <summary>Ends all windows; every instance's outcome.</summary>
    public async Task<IReadOnlyList<InstanceOutcome>> CloseAsync()
    {
        isClosed = true;
        await TellAllAsync(new(Close: true));
        await Workflow.WhenAllAsync(ends);
        Show();
        return [.. windows.SelectMany(window => window.Outcomes(stop ?? "the replacement was canceled"))];
    }

    /// <summary>News of a window. Anybody can send a signal: what cannot be read, or is not of a window that runs, is ignored.</summary>
    public void Hear(IRawValue raw)
    {
        if (PartNews.Read<WindowNews>(raw) is { Number: >= 0 } heard && heard.Number < windows.Count && windows[heard.Number].Hear(heard))
        {
            bank.Hear(heard);
            Show();
            hasChanged = true;
            return;
        }

        Workflow.Logger.LogWarning("News ignored: no window that runs can have told it");
    }

    /// <summary>Hands a decision on to the window of a parked instance. Null = told; else why not.</summary>
    public async Task<string?> TellAsync(ResolveRequest request)
    {
        if (windows.FirstOrDefault(window => window.News?.Parked.Any(row => row.Item == request.Item) == true) is not { } window)
        {
            return $"{request.Item} has ended meanwhile";
        }

        var telling = window.DecideAsync(request);
        Show();
        return await telling ? null : $"{request.Item} has ended meanwhile";
    }

    // Instances that windows have taken to bring back.
    private int Taken => windows.Sum(window => window.News?.Taken ?? 0);

    // None waits or is under way, and nobody is just having some brought back.
    private bool IsIdle => !isAsking && (bank.Waiting == 0 || stop is not null) && Enumerable.Range(0, windows.Count).All(i => windows[i].IsAtRest(bank.Given(i)));

    // All places are held by instances that are out of service, and nothing is under way that could give one back.
    private bool IsStuck => bank.Waiting > 0 && bank.Free == 0 && Enumerable.Range(0, windows.Count).All(i => windows[i].IsIdle(bank.Given(i)));

    private async Task PumpAsync(Func<bool> isOver, bool closes = false)
    {
        while (true)
        {
            hasChanged = false;
            await GiveAsync();
            if (isOver())
            {
                isClosed = closes;
                return;
            }

            await Workflow.WaitConditionAsync(() => hasChanged || isOver());
        }
    }

    private async Task GiveAsync()
    {
        if (stop is null && Failed >= stopAfter)
        {
            await StopAsync(FleetRules.TooManyFailed(Failed, stopAfter));
        }

        // The window that has heard first of what is to be brought back must not get all places.
        foreach (var (window, places) in isAsking ? [] : bank.HandOut())
        {
            await (windows[window].Runs ? windows[window].OrderAsync(new(places)) : OpenAsync(window, places));
        }

        if (IsStuck)
        {
            await (stop is null ? StopAsync(FleetRules.NoPlaceLeft) : TellAllAsync(new(Forget: FleetRules.NoPlaceLeft)));
        }
    }

    private async Task OpenAsync(int window, int places)
    {
        if (await windows[window].OpenAsync(new(run, window, places, stopAfter, disks, windows[window].Instances)) is { } refusal)
        {
            bank.End(window, held: 0);
            await StopAsync(refusal);
            return;
        }

        ends.Add(FollowAsync(window));
    }

    // A window that ends before it is told to, terminated by hand or by a defect, tells nothing any more: others must not wait for that.
    private async Task FollowAsync(int window)
    {
        var lost = await windows[window].FollowAsync(window);
        bank.End(window, windows[window].Held);
        hasChanged = true;
        Show();
        if (lost is not null)
        {
            Workflow.Logger.LogWarning("{Reason}", lost);
            await StopAsync(lost);
        }
    }

    private async Task TellAllAsync(WindowOrders order)
    {
        foreach (var window in windows)
        {
            await window.OrderAsync(order);
        }
    }

    private void Show()
    {
        var told = windows.Select(window => window.News).OfType<WindowNews>().ToList();
        board.Show(
            new(windows.Sum(window => window.Instances.Count), told.Sum(news => news.Done), Failed, told.Sum(news => news.Working)),
            told.SelectMany(news => news.Parked));
    }
}
