using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Removes what a run made in one region, newest first, and asks ECS what is left. Runs to its end whatever is cancelled.
/// Images of earlier runs and of others are not touched; of an adopted image only this run's shares are taken back.
/// </summary>
internal sealed class PromotionUndo(string run, RegionOutcome outcome)
{
    private readonly List<ImageRef> removedImages = [];
    private readonly List<SnapshotRef> removedSnapshots = [];
    private readonly List<ImageRef> unsharedImages = [];
    private readonly SortedDictionary<string, StepError> failures = new(StringComparer.Ordinal);
    private readonly string region = outcome.Region;

    /// <summary>Undoes the region's part of the run.</summary>
    public async Task<UndoReport> RunAsync()
    {
        var images = outcome.Made.Images.ToList();
        if (outcome.Made.UnansweredCopy is { } unanswered && await UnansweredCopies.LearnAsync(unanswered) is { } answered && answered.Run == run)
        {
            images.Add(new(region, answered.ImageId, outcome.Made.UnansweredSince ?? Now));
        }

        // By memory first, then by tag: a region's workflow that was terminated tells nothing.
        foreach (var imageId in (await LeftAsync([], [])).ImageIds.Except(images.Select(image => image.ImageId), StringComparer.Ordinal))
        {
            images.Add(new(region, imageId, Now));
        }

        foreach (var image in images.AsEnumerable().Reverse())
        {
            await RemoveAsync(image);
        }

        await UnshareAsync();
        var left = await LeftAsync([.. images.Select(image => image.ImageId)], [.. removedSnapshots.Select(snapshot => snapshot.SnapshotId)]);
        return Report(left);
    }

    private async Task RemoveAsync(MadeImage image)
    {
        try
        {
            var snapshotIds = await ImageRemoval.RemoveAsync(image);
            removedImages.Add(new(region, image.ImageId));
            removedSnapshots.AddRange(snapshotIds.Select(id => new SnapshotRef(region, id)));
        }
        catch (StepFailedException failure)
        {
            failures[image.ImageId] = failure.Error;
        }
    }

    private async Task UnshareAsync()
    {
        if (outcome.Made is not { SharedImageId: { } imageId, SharedAccounts: { Count: > 0 } accounts })
        {
            return;
        }

        var unshare = new ShareImageRequest(region, imageId, accounts);
        try
        {
            await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.UnshareImageAsync(unshare), StepOptions.Detached($"{region} {imageId}: take shares back"));
            unsharedImages.Add(new(region, imageId));
        }
        catch (ActivityFailureException failure)
        {
            failures[$"shares of {imageId}"] = StepFailedException.From("undo", failure).Error;
        }
    }

    private async Task<Leftovers> LeftAsync(IReadOnlyList<string> imageIds, IReadOnlyList<string> snapshotIds)
    {
        var request = new FindLeftoversRequest(region, run, imageIds, snapshotIds);
        try
        {
            return await Workflow.ExecuteActivityAsync(
                (IPromotionActivities a) => a.FindLeftoversAsync(request), StepOptions.Detached($"{region}: ask what is left"));
        }
        catch (ActivityFailureException failure)
        {
            failures["question what is left"] = StepFailedException.From("undo", failure).Error;
            return new(imageIds, snapshotIds);
        }
    }

    private UndoReport Report(Leftovers left)
    {
        var leftovers = left.ImageIds.Select(id => new Leftover(region, $"image {id}", failures.GetValueOrDefault(id)))
            .Concat(left.SnapshotIds.Select(id => new Leftover(region, $"snapshot {id}", null)))
            .Concat(failures
                .Where(failure => !left.ImageIds.Contains(failure.Key, StringComparer.Ordinal))
                .Select(failure => new Leftover(region, failure.Key, failure.Value)));
        return new(
            [.. removedImages.Where(image => !left.ImageIds.Contains(image.ImageId, StringComparer.Ordinal))],
            [.. removedSnapshots.Where(snapshot => !left.SnapshotIds.Contains(snapshot.SnapshotId, StringComparer.Ordinal))],
            unsharedImages,
            [.. leftovers]);
    }

    private static DateTimeOffset Now => new(Workflow.UtcNow, TimeSpan.Zero);
}
