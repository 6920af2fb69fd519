using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Worker;

namespace SharedImages.Rehearsal.Tests;

/// <summary>Workers of <see cref="CrowdedWorkflow"/>. Whoever takes the second step dies of it, when another one has come.</summary>
public sealed class MortalWorkers(RehearsalEnvironment env) : IAsyncDisposable
{
    public const string Queue = "queue";

    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];

    /// <summary>Whether one has died.</summary>
    public bool IsOneDead { get; private set; }

    /// <summary>Starts one more; it polls when this ends.</summary>
    public async Task AddAsync()
    {
        var identity = $"worker {running.Count}";
        var client = await env.ConnectAsync(identity);
        var worker = new TemporalWorker(client, new TemporalWorkerOptions(Queue) { MaxConcurrentWorkflowTaskPolls = 2, MaxConcurrentActivityTaskPolls = 1 }
            .AddAllActivities(new Activities(this, identity)).AddAllActivities(new OrderActivities())
            .AddWorkflow<CrowdedWorkflow>().AddWorkflow<GreetingWorkflow>());
        running.Add(RunAsync(worker));
        await PollsAsync(identity, TaskQueueType.Workflow);
        await PollsAsync(identity, TaskQueueType.Activity);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running);
        stop.Dispose();
    }

    private async Task RunAsync(TemporalWorker worker)
    {
        using (worker)
        {
            await worker.ExecuteAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollsAsync(string identity, TaskQueueType type)
    {
        while ((await env.Client.WorkflowService.DescribeTaskQueueAsync(new() { Namespace = "default", TaskQueue = new() { Name = Queue }, TaskQueueType = type }))
            .Pollers.All(poller => poller.Identity != identity))
        {
        }
    }

    public sealed class Activities(MortalWorkers workers, string identity)
    {
        /// <summary>The first attempt of the second is the end of its worker. Each takes as many seconds.</summary>
        [Activity]
        public async Task<int> StepAsync(int number)
        {
            if (number == 2 && ActivityExecutionContext.Current.Info.Attempt == 1)
            {
                await workers.AddAsync();
                await workers.KillAsync(identity);
            }

            await workers.DelayAsync(number);
            return number;
        }
    }

    private Task KillAsync(string identity)
    {
        IsOneDead = true;
        return env.KillAsync(identity);
    }

    private Task DelayAsync(int seconds) => env.DelayAsync(TimeSpan.FromSeconds(seconds));
}
