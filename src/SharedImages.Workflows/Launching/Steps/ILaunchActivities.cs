using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What a launch wishes for; see <see cref="IPromotionActivities"/> for how such steps fail.</summary>
public interface ILaunchActivities
{
    /// <summary>Checks the worker's settings, and asks each region for types and stock. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<LaunchSurvey> SurveyLaunchAsync(SurveyLaunchRequest request);

    /// <summary>Lets ECS check a group. Want of stock passes: there may be other types and vSwitches.</summary>
    [Activity]
    Task DryRunInstancesAsync(InstanceGroup group);

    /// <summary>Launches a group, or says why there is no place for it. The same client token launches it once.</summary>
    [Activity]
    Task<LaunchAnswer> RunInstancesAsync(InstanceGroup group);

    /// <summary>Waits until each instance runs or is gone; one look per attempt.</summary>
    [Activity]
    Task<RunningInstances> AwaitRunningAsync(InstancesRequest request);
}
