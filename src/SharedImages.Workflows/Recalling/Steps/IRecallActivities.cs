using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What a recall wishes for. Each may run twice with the same input and the effect of once.</summary>
public interface IRecallActivities
{
    /// <summary>What is bad and what came of it, in all regions: images, promotions, channels. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<RecallSurvey> SurveyRecallAsync(RecallSpec spec);

    /// <summary>Puts images into the register: nothing takes or shares them any more.</summary>
    [Activity]
    Task RegisterRecallAsync(RecallEntry entry);

    /// <summary>Takes what the recall has put into the register out of it. Null = there was nothing.</summary>
    [Activity]
    Task<RecallEntry?> UnregisterRecallAsync(string recall);

    /// <summary>Marks an image as recalled.</summary>
    [Activity]
    Task MarkRecalledAsync(RecallImageRequest request);

    /// <summary>Cancels a promotion and waits for its end.</summary>
    [Activity]
    Task StopPromotionAsync(string workflowId);

    /// <summary>Pauses a schedule. False = there is none of that id.</summary>
    [Activity]
    Task<bool> PauseScheduleAsync(PauseScheduleRequest request);

    /// <summary>Whom an image is shared with. Null = it is gone. Reads only.</summary>
    [Activity]
    Task<IReadOnlyList<string>?> ReadRecalledAsync(RecallImageRequest request);

    /// <summary>Takes channels away from an image, takes it back from all accounts and deprecates it.</summary>
    [Activity]
    Task WithdrawRecalledAsync(RecallImageRequest request);

    /// <summary>Takes the mark away, and makes the image Available. Shares are not given back.</summary>
    [Activity]
    Task ReleaseRecalledAsync(RecallImageRequest request);

    /// <summary>Our instances that run from the images, in all regions. Reads only.</summary>
    [Activity]
    Task<RecalledUsers> FindUsersAsync(FindUsersRequest request);
}
