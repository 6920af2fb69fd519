using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Worker;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Flows.Tests;

/// <summary>A worker of a flow, with credentials and a clock of its own.</summary>
public sealed class FlowWorker : IAsyncDisposable
{
    private readonly EcsClient ecs;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    internal FlowWorker(ITemporalClient client, Flow flow, WorkerSetup setup, TimeProvider time)
    {
        Identity = client.Connection.Options.Identity ?? "";
        Key = setup.Key;
        // Those that wait for their turn have one timer, so a rehearsal cannot tell which activities wait, and its time stands.
        var limits = flow.IsRehearsed ? null : new CallLimits();
        ecs = new(
            flow.Options.Ecs(new() { Endpoint = flow.Simulator.Endpoint, RequestTimeout = TimeSpan.FromSeconds(10), CallLimits = limits }),
            new EnvironmentCredentialsProvider(Variable),
            new ShiftedTime(time, setup.ClockAhead));
        var activities = new WorkerActivities(ecs, () => flow.Options.Trust, flow.Options.Waiting, new ShiftedTime(time, setup.ClockAhead), setup.Installation);
        var options = WorkerRegistration.Options(flow.TaskQueue, activities.All);
        options.MaxCachedWorkflows = setup.CachedWorkflows;
        running = RunAsync(new(client, options));
    }

    /// <summary>Of its client.</summary>
    public string Identity { get; }

    /// <summary>What its next ECS call is signed with.</summary>
    public WorldAccessKey Key { get; set; }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // However it ends: stopped, or because it has been killed.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        ecs.Dispose();
    }

    /// <summary>Its environment.</summary>
    public string? Variable(string name) => name switch
    {
        EnvironmentCredentialsProvider.AccessKeyIdVariable => Key.Id,
        EnvironmentCredentialsProvider.AccessKeySecretVariable => Key.Secret,
        _ => null,
    };

    private async Task RunAsync(TemporalWorker worker)
    {
        using (worker)
        {
            try
            {
                await worker.ExecuteAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopped as asked.
            }
        }
    }
}
