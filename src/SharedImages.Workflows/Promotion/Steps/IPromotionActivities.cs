using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>
/// What the promotion workflows wish for. Each may run twice with the same input and the effect of once.
/// Trouble that passes (throttling, 5xx, no answer, not ready) is retried inside, for as long as the worker's patience lasts;
/// what is left is a non-retryable <c>ApplicationFailure</c> whose type is a <see cref="StepErrorKind"/> and whose first detail a <see cref="StepError"/>.
/// </summary>
public interface IPromotionActivities
{
    /// <summary>Finds the source image and checks account, owner, trust, recipients and state. Reads only; refusals are data, not failures.</summary>
    [Activity]
    Task<SourceReport> ResolveSourceAsync(ResolveSourceRequest request);

    /// <summary>Which of the regions ECS knows and answers in. Reads only.</summary>
    [Activity]
    Task<IReadOnlyList<RegionVerdict>> CheckRegionsAsync(CheckRegionsRequest request);

    /// <summary>Lets ECS check a copy without making it.</summary>
    [Activity]
    Task DryRunCopyAsync(CopyRequest request);

    /// <summary>Looks up, with every status, the images that carry the copy key or hold the name.</summary>
    [Activity]
    Task<CopyLookup> FindCopyAsync(FindCopyRequest request);

    /// <summary>
    /// Checks trust at this moment, then sends CopyImage, exactly as the workflow composed it. A name conflict with an image of the
    /// same copy key returns that image; with another one fails as <see cref="StepErrorKind.NameTaken"/>.
    /// </summary>
    [Activity]
    Task<FoundCopy> CopyImageAsync(CopyRequest request);

    /// <summary>Waits until the image is Available and usable; each attempt looks once (heartbeat: <see cref="CopyHeartbeat"/>).</summary>
    [Activity]
    Task WaitImageAsync(WaitImageRequest request);

    /// <summary>Compares the copy with source and spec, repairs what can be repaired, and reads it back.</summary>
    [Activity]
    Task<IReadOnlyList<ImageCheck>> VerifyImageAsync(VerifyImageRequest request);

    /// <summary>The accounts the image is shared with now.</summary>
    [Activity]
    Task<IReadOnlyList<string>> ReadSharesAsync(ImageRef image);

    /// <summary>Shares the image with the accounts, in tens, after checking the worker's recipient list; returns all accounts read back.</summary>
    [Activity]
    Task<IReadOnlyList<string>> ShareImageAsync(ShareImageRequest request);

    /// <summary>Takes the image back from the accounts. Never gives up on passing trouble.</summary>
    [Activity]
    Task UnshareImageAsync(ShareImageRequest request);

    /// <summary>The ids of the snapshots behind an image, to be recorded before it is removed. Empty when it is gone, which counts only after the visibility grace.</summary>
    [Activity]
    Task<IReadOnlyList<string>> ReadSnapshotsAsync(MadeImage image);

    /// <summary>Cancels the copy or unshares and deletes the image, and sees that it is gone. Never gives up on passing trouble.</summary>
    [Activity]
    Task RemoveImageAsync(MadeImage image);

    /// <summary>Deletes the snapshots and sees that they are gone. Never gives up on passing trouble.</summary>
    [Activity]
    Task RemoveSnapshotsAsync(SnapshotsRef snapshots);

    /// <summary>What of a run is still there, asked of ECS: images with its run tag, the given images and snapshots.</summary>
    [Activity]
    Task<Leftovers> FindLeftoversAsync(FindLeftoversRequest request);
}
