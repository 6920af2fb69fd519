using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Removes an image with its snapshots. The snapshot ids go into the history before the image goes: afterwards nobody knows them.
/// Runs to its end whatever is canceled.
/// </summary>
internal static class ImageRemoval
{
    /// <summary>The snapshots that were behind the image.</summary>
    /// <param name="request">The image.</param>
    /// <param name="within">After how long a step is given up; null = never.</param>
    /// <exception cref="StepFailedException">ECS, or the guard, refuses for good.</exception>
    public static async Task<IReadOnlyList<string>> RemoveAsync(RemoveImageRequest request, TimeSpan? within = null)
    {
        var (region, imageId) = (request.Image.Region, request.Image.ImageId);
        try
        {
            var snapshotIds = await Workflow.ExecuteActivityAsync(
                (IEffectActivities a) => a.NoteSnapshotsAsync(request), StepOptions.Detached($"{region} {imageId}: note snapshots", within));
            await Workflow.ExecuteActivityAsync(
                (IEffectActivities a) => a.RemoveImageAsync(request), StepOptions.Detached($"{region} {imageId}: remove image", within));
            if (snapshotIds.Count > 0)
            {
                var snapshots = new RemoveSnapshotsRequest(region, snapshotIds, request.Account);
                await Workflow.ExecuteActivityAsync(
                    (IEffectActivities a) => a.RemoveSnapshotsAsync(snapshots), StepOptions.Detached($"{region} {imageId}: remove {snapshotIds.Count} snapshots", within));
            }

            return snapshotIds;
        }
        catch (ActivityFailureException failure)
        {
            throw StepFailedException.From("remove", failure);
        }
    }
}
