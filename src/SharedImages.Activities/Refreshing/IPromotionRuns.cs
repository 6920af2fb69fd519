using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What a refresh asks Temporal about promotions and schedules.</summary>
internal interface IPromotionRuns
{
    /// <summary>The newest run of a promotion; null when Temporal knows none.</summary>
    Task<KnownPromotion?> FindAsync(string workflowId, CancellationToken cancellationToken);

    /// <summary>Starts a promotion, or joins the run that has its id.</summary>
    /// <param name="promotion">Its spec.</param>
    /// <param name="startedBy">What the listing names as who started it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<StartedPromotion> StartAsync(PromotionSpec promotion, string startedBy, CancellationToken cancellationToken);

    /// <summary>How a run ended; null while it runs.</summary>
    Task<PromotionEnd?> EndAsync(AwaitPromotionRequest run, CancellationToken cancellationToken);

    /// <summary>Pauses a schedule when so many of its newest runs in a row have failed, the one that asks counted as failed. Returns whether it is paused.</summary>
    Task<bool> JudgeAsync(JudgeScheduleRequest request, CancellationToken cancellationToken);
}
