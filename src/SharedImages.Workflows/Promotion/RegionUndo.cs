using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>
/// Removes what a run made in one region, newest first, and asks ECS what is left. Runs to its end whatever is canceled.
/// Images of earlier runs and of others are not touched; of an adopted image only this run's shares are taken back.
/// </summary>
/// <param name="input">What the region was asked for.</param>
/// <param name="outcome">How it ended.</param>
/// <param name="within">After how long a step is given up and what it left is listed; null = never.</param>
internal sealed class RegionUndo(CopyToRegionInput input, RegionOutcome outcome, TimeSpan? within)
{
    private readonly List<ImageRef> removedImages = [];
    private readonly List<InstanceRef> removedInstances = [];
    private readonly List<Leftover> leftInstances = [];
    private readonly List<SnapshotRef> removedSnapshots = [];
    private readonly List<ImageRef> unsharedImages = [];
    private readonly SortedDictionary<string, StepError> failures = new(StringComparer.Ordinal);
    private readonly string region = outcome.Region;

    /// <summary>Undoes the region's part of the run.</summary>
    public async Task<UndoReport> RunAsync()
    {
        await RemoveTestInstancesAsync();
        var images = outcome.Made.Images.Select(image => new RemoveImageRequest(image, input.Account)).ToList();
        if (outcome.Made.UnansweredCopy is { } unanswered && await UnansweredCopies.LearnAsync(unanswered) is { } answered && answered.Run == input.Run)
        {
            images.Add(new(new(region, answered.ImageId, outcome.Made.UnansweredSince ?? WorkflowTime.Now), input.Account));
        }

        // By memory first, then by tag: a region's workflow that was terminated tells nothing.
        var copyKey = PlanRules.CopyKey(input);
        foreach (var imageId in (await LeftAsync([], [])).ImageIds.Except(images.Select(request => request.Image.ImageId), StringComparer.Ordinal))
        {
            images.Add(new(new(region, imageId, WorkflowTime.Now), input.Account, copyKey));
        }

        foreach (var image in images.AsEnumerable().Reverse())
        {
            await RemoveAsync(image);
        }

        await UnshareAsync();
        var left = await LeftAsync([.. images.Select(request => request.Image.ImageId)], [.. removedSnapshots.Select(snapshot => snapshot.SnapshotId)]);
        return Report(left);
    }

    // Its workflow deletes them itself. One that was terminated does not, and may have asked for one a moment ago.
    private async Task RemoveTestInstancesAsync()
    {
        if (input.Test is not null)
        {
            var (removed, left) = await InstanceRemoval.RemoveAsync(region, input.Account, [], outcome.Error?.Kind == StepErrorKind.Internal ? WorkflowTime.Now : null, within);
            removedInstances.AddRange(removed);
            leftInstances.AddRange(left);
        }
    }

    private async Task RemoveAsync(RemoveImageRequest request)
    {
        try
        {
            var snapshotIds = await ImageRemoval.RemoveAsync(request, within);
            removedImages.Add(new(region, request.Image.ImageId));
            removedSnapshots.AddRange(snapshotIds.Select(id => new SnapshotRef(region, id)));
        }
        catch (StepFailedException failure)
        {
            failures[request.Image.ImageId] = failure.Error;
        }
    }

    private async Task UnshareAsync()
    {
        if (outcome.Made is not { SharedImageId: { } imageId, SharedAccounts: { Count: > 0 } accounts })
        {
            return;
        }

        var unshare = new ShareImageRequest(region, imageId, input.Account, accounts);
        try
        {
            await Workflow.ExecuteActivityAsync(
                (IEffectActivities a) => a.UnshareImageAsync(unshare), StepOptions.Detached($"{region} {imageId}: take shares back", within));
            unsharedImages.Add(new(region, imageId));
        }
        catch (ActivityFailureException failure)
        {
            failures[$"shares of {imageId}"] = StepFailedException.From("undo", failure).Error;
        }
    }

    private async Task<Leftovers> LeftAsync(IReadOnlyList<string> imageIds, IReadOnlyList<string> snapshotIds)
    {
        var request = new FindLeftoversRequest(region, input.Account, input.Promotion, input.Version, input.Run, imageIds, snapshotIds);
        try
        {
            return await Workflow.ExecuteActivityAsync(
                (IEffectActivities a) => a.FindLeftoversAsync(request), StepOptions.Detached($"{region}: ask what is left", within));
        }
        catch (ActivityFailureException failure)
        {
            failures["question what is left"] = StepFailedException.From("undo", failure).Error;
            return new(imageIds, snapshotIds, []);
        }
    }

    private UndoReport Report(Leftovers left)
    {
        var leftovers = left.ImageIds.Select(id => new Leftover(region, $"image {id}", failures.GetValueOrDefault(id)))
            .Concat(left.SnapshotIds.Select(id => new Leftover(region, $"snapshot {id}", null)))
            .Concat(failures
                .Where(failure => !left.ImageIds.Contains(failure.Key, StringComparer.Ordinal))
                .Select(failure => new Leftover(region, failure.Key, failure.Value)))
            .Concat(leftInstances);
        return new(
            [.. removedImages.Where(image => !left.ImageIds.Contains(image.ImageId, StringComparer.Ordinal))],
            [.. removedSnapshots.Where(snapshot => !left.SnapshotIds.Contains(snapshot.SnapshotId, StringComparer.Ordinal))],
            unsharedImages,
            [.. leftovers],
            [.. left.Kept.Select(id => new ImageRef(region, id))])
        {
            RemovedInstances = input.Test is null ? null : removedInstances,
        };
    }
}
