using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>What Temporal would do for a recall, as a test sets it.</summary>
internal sealed class Recalls : IRecallRuns
{
    /// <summary>The open promotions.</summary>
    public IReadOnlyList<string> Open { get; set; } = [];

    /// <summary>What Temporal was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public Task<IReadOnlyList<string>> OpenPromotionsAsync(IReadOnlyList<string> promotionIds, IReadOnlyList<string> imageIds, CancellationToken cancellationToken)
    {
        Asked.Add($"open of {string.Join(' ', promotionIds)}");
        return Task.FromResult(Open);
    }

    public Task<IReadOnlyList<string>> OpenReplacementsAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken)
    {
        Asked.Add($"replacements of {string.Join(' ', imageIds)}");
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task<bool> CancelAsync(string workflowId, CancellationToken cancellationToken)
    {
        Asked.Add($"cancel {workflowId}");
        return Task.FromResult(Open.Contains(workflowId, StringComparer.Ordinal));
    }

    public Task<bool> PauseAsync(PauseScheduleRequest request, CancellationToken cancellationToken)
    {
        Asked.Add($"pause {request.ScheduleId}");
        return Task.FromResult(true);
    }

    public Task AddAsync(RecallEntry entry, CancellationToken cancellationToken)
    {
        Asked.Add($"add {entry.Recall}: {string.Join(' ', entry.ImageIds)}");
        return Task.CompletedTask;
    }

    public Task<RecallEntry?> RemoveAsync(string recall, CancellationToken cancellationToken)
    {
        Asked.Add($"remove {recall}");
        return Task.FromResult<RecallEntry?>(null);
    }
}
