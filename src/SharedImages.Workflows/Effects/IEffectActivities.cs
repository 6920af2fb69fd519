using Temporalio.Activities;

namespace SharedImages.Workflows;

/// <summary>How what a run made or changed is taken back, and proved to be gone. None of these gives up on passing trouble: nobody would come back for what is left.</summary>
public interface IEffectActivities
{
    /// <summary>Takes the image back from the accounts. Never gives up on passing trouble.</summary>
    [Activity]
    Task UnshareImageAsync(ShareImageRequest request);

    /// <summary>
    /// The ids of the snapshots behind an image, to be recorded before it is removed; each gets the run's tag, without which it is not deleted.
    /// Empty when the image is gone, which counts only after the visibility grace.
    /// </summary>
    [Activity]
    Task<IReadOnlyList<string>> NoteSnapshotsAsync(RemoveImageRequest request);

    /// <summary>Cancels the copy or unshares and deletes the image, and sees that it is gone. Never gives up on passing trouble.</summary>
    [Activity]
    Task RemoveImageAsync(RemoveImageRequest request);

    /// <summary>Deletes the snapshots and sees that they are gone. Never gives up on passing trouble.</summary>
    [Activity]
    Task RemoveSnapshotsAsync(RemoveSnapshotsRequest request);

    /// <summary>What of a run is still there, asked of ECS: images with its run tag, the given images and snapshots; and apart from it what other runs of the version made.</summary>
    [Activity]
    Task<Leftovers> FindLeftoversAsync(FindLeftoversRequest request);
}
