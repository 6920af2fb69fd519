using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Flows.Tests;

/// <summary>Somebody else's worker in our namespace, with workflows that call what is ours.</summary>
internal sealed class ForeignWorker(Flow flow) : IDisposable
{
    private readonly TemporalWorker worker = new(flow.Client, new TemporalWorkerOptions($"foreign-{flow.TaskQueue}").AddWorkflow<ForeignParentWorkflow>().AddWorkflow<ForeignCallerWorkflow>().AddWorkflow<ForeignReplacerWorkflow>().AddWorkflow<ForeignChannelMoverWorkflow>().AddWorkflow<ForeignRefresherWorkflow>());

    /// <summary>Works while the attack goes on.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> attack) => worker.ExecuteAsync(attack);

    /// <summary>Starts one of its workflows, whose first argument is our task queue.</summary>
    public async Task<WorkflowHandle> StartAsync(string workflow, string id, params object[] arguments) =>
        await flow.Client.StartWorkflowAsync(workflow, [flow.TaskQueue, .. arguments], new(id, worker.Options.TaskQueue!));

    public void Dispose() => worker.Dispose();
}
