using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>The steps of a replacement. Each brings an instance to a state and looks before it writes, so that it is safe to run twice.</summary>
public interface IReplacementActivities
{
    /// <summary>Finds the instances that are selected and everything that speaks against replacing their disks. Reads only.</summary>
    [Activity]
    Task<FleetSurvey> SurveyFleetAsync(SurveyFleetRequest request);

    /// <summary>Checks once more and marks the instance as being replaced by this run; another namespace's mark refuses.</summary>
    [Activity]
    Task<InstanceFacts> ClaimInstanceAsync(ClaimInstanceRequest request);

    /// <summary>What the instance has now. Never gives up on passing trouble.</summary>
    [Activity]
    Task<InstanceFacts> ReadInstanceAsync(InstanceRequest request);

    /// <summary>Stops the instance, charges going on: so it keeps its place in the zone (facts §2.12).</summary>
    [Activity]
    Task StopForReplacementAsync(InstanceRequest request);

    /// <summary>Makes the snapshot of the old disk and waits until it is accomplished; its id.</summary>
    [Activity]
    Task<string> SnapshotDiskAsync(SnapshotDiskRequest request);

    /// <summary>Replaces the system disk and waits until the instance's locks are gone and it shows the new image; the new disk's id.</summary>
    [Activity]
    Task<string> ReplaceDiskAsync(ReplaceDiskRequest request);

    /// <summary>Starts the instance and waits until it runs.</summary>
    [Activity]
    Task StartReplacedAsync(InstanceRequest request);

    /// <summary>Makes an image of the old disk's snapshot and waits until it can be used; its id.</summary>
    [Activity]
    Task<string> MakeFormerDiskImageAsync(FormerDiskImageRequest request);

    /// <summary>Takes this run's mark from the instance.</summary>
    [Activity]
    Task ReleaseInstanceAsync(InstanceRequest request);
}
