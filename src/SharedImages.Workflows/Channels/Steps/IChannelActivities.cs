using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What moving a channel wishes for. Each may run twice with the same input and the effect of once.</summary>
public interface IChannelActivities
{
    /// <summary>Where the version is and where the channel points to now, in all regions of the account, and every reason not to move it. Reads only.</summary>
    [Activity]
    Task<ChannelSurvey> SurveyChannelAsync(SurveyChannelRequest request);

    /// <summary>Points the channel to an image, beside any other of the region that it points to.</summary>
    [Activity]
    Task PointChannelAsync(ChannelImage image);

    /// <summary>Takes the channel away from an image. One that is gone does not have it.</summary>
    [Activity]
    Task ReleaseChannelAsync(ChannelImage image);

    /// <summary>Both, to undo: points it to the images of before, and only then takes it away from the new one. Never gives up on passing trouble.</summary>
    [Activity]
    Task RestoreChannelAsync(RestoreChannelRequest request);

    /// <summary>Has the history of the image name note where the channel was moved. Never gives up on passing trouble.</summary>
    [Activity]
    Task RecordChannelAsync(ChannelRecord record);
}
