using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What a refresh asks Temporal about promotions and schedules.</summary>
internal interface IPromotionRuns
{
    /// <summary>What Temporal knows of a version; null = nothing.</summary>
    Task<KnownPromotion?> FindAsync(string name, string version, CancellationToken cancellationToken);

    /// <summary>Starts a promotion, or joins the run that has its id.</summary>
    /// <param name="promotion">Its spec.</param>
    /// <param name="startedBy">What the listing names as who started it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<StartedPromotion> StartAsync(PromotionSpec promotion, string startedBy, CancellationToken cancellationToken);

    /// <summary>How a run ended; null while it runs.</summary>
    Task<PromotionEnd?> EndAsync(StartedRun run, CancellationToken cancellationToken);

    /// <summary>Starts a retirement, or joins the one that is under way. Returns its workflow id.</summary>
    Task<string> RetireAsync(RetirementSpec retirement, string startedBy, CancellationToken cancellationToken);

    /// <summary>Starts the move of a channel, or joins the one that is under way.</summary>
    Task<StartedRun> MoveAsync(ChannelSpec channel, string startedBy, CancellationToken cancellationToken);

    /// <summary>How the move of a channel ended; null while it runs.</summary>
    Task<ChannelEnd?> MovedAsync(StartedRun run, CancellationToken cancellationToken);

    /// <summary>Pauses a schedule when so many of its newest runs in a row have failed, the one that asks counted as failed. Returns whether it is paused.</summary>
    Task<bool> JudgeAsync(JudgeScheduleRequest request, CancellationToken cancellationToken);
}
