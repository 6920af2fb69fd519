using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>Takes launched instances back.</summary>
public sealed class InstanceActivities : IInstanceActivities
{
    private readonly TimeProvider time;
    private readonly StepRunner runner;
    private readonly InstanceRemover remover;

    internal InstanceActivities(InstanceGuard instances, StepRunner runner, WaitingOptions waiting, TimeProvider time)
    {
        this.time = time;
        this.runner = runner;
        remover = new(instances, waiting);
    }

    /// <inheritdoc/>
    [Activity]
    public Task<IReadOnlyList<string>> FindInstancesAsync(InstancesRequest request) =>
        runner.RunPatientlyAsync($"{request.Region}: ask which instances there are", time, cancel => remover.FindAsync(request, cancel));

    /// <inheritdoc/>
    [Activity]
    public Task DeleteInstancesAsync(InstancesRequest request) =>
        runner.RunPatientlyAsync($"{request.Region}: delete {request.InstanceIds.Count} instances", time, cancel => remover.DeleteAsync(request, cancel), InstanceRemedies.For);
}
