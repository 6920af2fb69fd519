using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Removes an image with its snapshots. The snapshot ids go into the history before the image goes: afterwards nobody knows them.
/// Runs to its end whatever is cancelled.
/// </summary>
internal static class ImageRemoval
{
    /// <summary>The snapshots that were behind the image.</summary>
    /// <exception cref="StepFailedException">ECS refuses for good.</exception>
    public static async Task<IReadOnlyList<string>> RemoveAsync(MadeImage image)
    {
        try
        {
            var snapshotIds = await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.ReadSnapshotsAsync(image), StepOptions.Detached($"{image.Region} {image.ImageId}: note snapshots"));
            await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.RemoveImageAsync(image), StepOptions.Detached($"{image.Region} {image.ImageId}: remove image"));
            if (snapshotIds.Count > 0)
            {
                var snapshots = new SnapshotsRef(image.Region, snapshotIds);
                await Workflow.ExecuteActivityAsync(
                    (IPromotionActivities a) => a.RemoveSnapshotsAsync(snapshots), StepOptions.Detached($"{image.Region} {image.ImageId}: remove {snapshotIds.Count} snapshots"));
            }

            return snapshotIds;
        }
        catch (ActivityFailureException failure)
        {
            throw StepFailedException.From("remove", failure);
        }
    }
}
