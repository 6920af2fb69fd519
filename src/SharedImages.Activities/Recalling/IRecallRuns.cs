using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What a recall asks of Temporal.</summary>
internal interface IRecallRuns
{
    /// <summary>The open promotions among the given ones, and those that began with one of the images. The newest may be missing for seconds; the guard refuses what they take.</summary>
    Task<IReadOnlyList<string>> OpenPromotionsAsync(IReadOnlyList<string> promotionIds, IReadOnlyList<string> imageIds, CancellationToken cancellationToken);

    /// <summary>The open parts of replacements that give an instance one of the images, by workflow id.</summary>
    Task<IReadOnlyList<string>> OpenReplacementsAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken);

    /// <summary>Asks a run to cancel. Returns whether it still runs.</summary>
    Task<bool> CancelAsync(string workflowId, CancellationToken cancellationToken);

    /// <summary>Pauses a schedule. False = there is none.</summary>
    Task<bool> PauseAsync(PauseScheduleRequest request, CancellationToken cancellationToken);

    /// <summary>Puts images into the register.</summary>
    Task AddAsync(RecallEntry entry, CancellationToken cancellationToken);

    /// <summary>Takes what a recall has put into the register out of it; null = nothing.</summary>
    Task<RecallEntry?> RemoveAsync(string recall, CancellationToken cancellationToken);
}
