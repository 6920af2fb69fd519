using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>How instances that a run launched are taken back, and proved to be gone. Neither gives up on passing trouble.</summary>
public interface IInstanceActivities
{
    /// <summary>The instances that carry the run's tag, and those of the given ones that are still there; none counts only after the visibility grace.</summary>
    [Activity]
    Task<IReadOnlyList<string>> FindInstancesAsync(InstancesRequest request);

    /// <summary>Deletes instances of the run, though they run, and sees that they are gone.</summary>
    [Activity]
    Task DeleteInstancesAsync(InstancesRequest request);
}
