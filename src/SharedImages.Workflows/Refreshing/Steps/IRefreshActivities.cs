using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>What a refresh wishes for. Each may run twice with the same input and the effect of once.</summary>
public interface IRefreshActivities
{
    /// <summary>
    /// Finds the newest source image that is trusted, forms its version, and reads what each target holds of it, drift included. Reads only; refusals
    /// are data, not failures.
    /// </summary>
    [Activity]
    Task<RefreshReport> SurveyRefreshAsync(RefreshSpec spec);

    /// <summary>Starts the promotion of a version, or joins the run that has its id. One with another spec is left alone.</summary>
    [Activity]
    Task<StartedPromotion> StartPromotionAsync(PromotionSpec promotion);

    /// <summary>Waits until a promotion has ended, however long that takes; each attempt looks once.</summary>
    [Activity]
    Task<PromotionEnd> AwaitPromotionAsync(StartedRun request);

    /// <summary>Sets an image of this refresh to what the spec says, as far as that can be set, and reads back what is left of its drift.</summary>
    [Activity]
    Task<IReadOnlyList<Drift>> RepairImageAsync(RepairImageRequest request);

    /// <summary>Starts the retirement of a version, or joins the one that is under way. Returns its workflow id.</summary>
    [Activity]
    Task<string> StartRetirementAsync(RetirementSpec retirement);

    /// <summary>Starts the move of a channel, or joins the one that is under way. Returns its run.</summary>
    [Activity]
    Task<StartedRun> StartChannelAsync(ChannelSpec channel);

    /// <summary>Waits until the move of a channel has ended; each attempt looks once.</summary>
    [Activity]
    Task<ChannelEnd> AwaitChannelAsync(StartedRun request);

    /// <summary>Pauses a schedule whose runs have failed so often in a row. Returns whether it is paused.</summary>
    [Activity]
    Task<bool> JudgeScheduleAsync(JudgeScheduleRequest request);
}
