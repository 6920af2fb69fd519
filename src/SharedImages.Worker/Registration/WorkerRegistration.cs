using SharedImages.Workflows;
using Temporalio.Worker;

namespace SharedImages.Worker;

/// <summary>The one list of what a worker runs; the worker, the tests and the rehearsal take it from here.</summary>
public static class WorkerRegistration
{
    /// <summary>How long a stopping worker lets activities run on before it cancels them.</summary>
    public static readonly TimeSpan GracefulShutdownTimeout = TimeSpan.FromSeconds(15);

    // After a worker's death its runs wait this long for it before any other worker gets them; the default is 10 s.
    private static readonly TimeSpan StickyTimeout = TimeSpan.FromSeconds(2);

    // A promotion waits for hours, and what waits needs no memory: beyond these, a run is replayed when it goes on.
    private const int MaxCachedWorkflows = 1_000;

    /// <summary>Options of a worker with all workflows and activities.</summary>
    /// <param name="taskQueue">Queue to poll.</param>
    /// <param name="activities">What the workflows' wishes become: objects that have the activities of all kinds between them.</param>
    public static TemporalWorkerOptions Options(string taskQueue, IReadOnlyList<object> activities)
    {
        var options = new TemporalWorkerOptions(taskQueue)
        {
            MaxCachedWorkflows = MaxCachedWorkflows,
            StickyQueueScheduleToStartTimeout = StickyTimeout,
            GracefulShutdownTimeout = GracefulShutdownTimeout,
        };
        foreach (var workflow in OperationKinds.Workflows)
        {
            options.AddWorkflow(workflow);
        }

        foreach (var contract in OperationKinds.All.SelectMany(kind => kind.Activities).Distinct())
        {
            options.AddAllActivities(contract, activities.First(contract.IsInstanceOfType));
        }

        return options;
    }
}
