using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What a sharing wishes for. Each may run twice with the same input and the effect of once.</summary>
public interface ISharingActivities
{
    /// <summary>Whom each image is shared with now, and every reason not to share it or take it back. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<SharesSurvey> SurveySharesAsync(SurveySharesRequest request);

    /// <summary>Shares an image of ours with accounts and takes it back from others, in tens, and compares what ECS lists then. Returns all accounts read back.</summary>
    [Activity]
    Task<IReadOnlyList<string>> ChangeSharesAsync(ChangeSharesRequest request);

    /// <summary>The same to undo a change: an image that is gone has no shares. Never gives up on passing trouble.</summary>
    [Activity]
    Task RestoreSharesAsync(ChangeSharesRequest request);
}
