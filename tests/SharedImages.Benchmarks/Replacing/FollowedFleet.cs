using SharedImages.Ecs.Simulator;
using SharedImages.Rehearsal;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Benchmarks;

/// <summary>A replacement that runs, and all that the simulator says of it: its ledger and journal forget the oldest of what a fleet brings about.</summary>
internal sealed class FollowedFleet
{
    // Of wall time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // Of virtual time: the simulator keeps the last of its ledger and requests, and all of them are counted.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly RehearsalEnvironment environment;
    private readonly EcsSimulator simulator;
    private readonly SortedDictionary<long, LedgerEntry> ledger = [];
    private readonly Dictionary<string, SimulatedRequest> requests = new(StringComparer.Ordinal);

    private FollowedFleet(RehearsalEnvironment environment, EcsSimulator simulator, WorkflowHandle handle)
    {
        (this.environment, this.simulator, Handle) = (environment, simulator, handle);
    }

    public WorkflowHandle Handle { get; }

    public static async Task<FollowedFleet> StartAsync(RehearsalEnvironment environment, EcsSimulator simulator, object spec) => new(
        environment,
        simulator,
        await environment.Client.StartWorkflowAsync(ReplacementNames.ReplaceSystemDisks, [spec], new(ReplacementNames.WorkflowId("fleet", "1"), Benchmark.TaskQueue)));

    public Task<OperationProgress> ProgressAsync() => Handle.QueryAsync<OperationProgress>(ContractNames.Progress, []);

    /// <summary>Lets time pass until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> wanted)
    {
        while (!await wanted())
        {
            await environment.DelayAsync(Interval);
            Keep();
        }
    }

    /// <summary>Follows it to its end; a failed one gives the result in the failure's details.</summary>
    public async Task<ReplacementResult> EndAsync()
    {
        var running = ResultAsync();
        while (await Task.WhenAny(running, environment.DelayAsync(Interval)) != running)
        {
            Keep();
        }

        Keep();
        return await running;
    }

    /// <summary>How long it took, from a moment on.</summary>
    public FleetTimes Times(DateTimeOffset since) =>
        FleetTimes.Of([.. ledger.Values.Where(entry => entry.Time >= since)], [.. requests.Values.Where(request => request.Time >= since)]);

    /// <summary>How often a call was made.</summary>
    public int Count(string action) => requests.Values.Count(request => request.Action == action);

    private void Keep()
    {
        foreach (var request in simulator.State.Requests)
        {
            requests[request.RequestId] = request;
        }

        foreach (var entry in simulator.State.Ledger.Entries)
        {
            ledger[entry.Number] = entry;
        }
    }

    private async Task<ReplacementResult> ResultAsync()
    {
        try
        {
            return await Handle.GetResultAsync<ReplacementResult>().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            var progress = await ProgressAsync();
            throw new InvalidOperationException($"After {Patience.TotalMinutes:0} minutes: {progress.Phase}, {progress.Fleet}; {string.Join("; ", progress.Items.Select(item => $"{item.Item} at {item.Step}: {item.Error?.Message}"))}");
        }
        catch (WorkflowFailedException e) when (e.InnerException is ApplicationFailureException { Details.Count: > 0 } failure)
        {
            return failure.Details.ElementAt<ReplacementResult>(0);
        }
    }
}
