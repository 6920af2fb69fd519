using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>What Temporal itself says of runs.</summary>
internal interface IRuns
{
    /// <summary>One run; null when Temporal knows no such run.</summary>
    /// <param name="workflowId">Its workflow id.</param>
    /// <param name="runId">Its run id; null = the newest.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<RunFacts?> FindAsync(string workflowId, string? runId, CancellationToken cancellationToken);

    /// <summary>The regions in which the closed runs of a workflow id worked, as they noted them. The newest of these runs may be missing for seconds.</summary>
    Task<IReadOnlyList<string>> FormerRegionsAsync(string workflowId, CancellationToken cancellationToken);

    /// <summary>The instances that a run of a replacement has selected, as its history has them; null = none so far.</summary>
    Task<IReadOnlyList<string>?> SelectedAsync(string workflowId, string runId, CancellationToken cancellationToken);

    /// <summary>The open operations that work with images of a promotion: the promotion itself, and those that begin with one of them or may have to come back to it.</summary>
    Task<IReadOnlyList<ImageUser>> UsersAsync(string promotionId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken);

    /// <summary>The accounts that the newest run of a promotion was to share its images with; null = Temporal does not know a run of it any more.</summary>
    Task<IReadOnlyList<string>?> SharedWithAsync(string workflowId, CancellationToken cancellationToken);

    /// <summary>Where the channels of an image name stand, as their history knows; null = there is none.</summary>
    Task<ImageChannels?> ChannelsAsync(string name, CancellationToken cancellationToken);

    /// <summary>The images that the register of recalls lists.</summary>
    /// <exception cref="TroubleException">There is no register that can be gone by.</exception>
    Task<IReadOnlySet<string>> RecalledAsync(CancellationToken cancellationToken);

    /// <summary>What the attempt before saw of the copy that this activity waits for; null = nothing that it has told.</summary>
    Task<CopyLook?> LastLookAsync(CancellationToken cancellationToken);
}
