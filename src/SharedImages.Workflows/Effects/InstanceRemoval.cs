using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace SharedImages.Workflows;

/// <summary>Removes the instances that a run launched in one region, and asks ECS what is left. Runs to its end whatever is canceled.</summary>
internal static class InstanceRemoval
{
    /// <summary>What was removed, and what is left.</summary>
    /// <param name="region">The region.</param>
    /// <param name="account">UID that the operation began with.</param>
    /// <param name="known">The instances that the run knows of.</param>
    /// <param name="launchedAt">When the last of them was asked for, or, of a run that knows of none, may have been; null = none was.</param>
    /// <param name="within">After how long a step is given up; null = never.</param>
    public static async Task<(IReadOnlyList<InstanceRef> Removed, IReadOnlyList<Leftover> Left)> RemoveAsync(
        string region, string account, IReadOnlyList<string> known, DateTimeOffset? launchedAt, TimeSpan? within)
    {
        StepError? error = null;
        var there = known;
        try
        {
            // By memory first, then by tag: an answer may have been lost.
            there = await FindAsync(new(region, account, known, launchedAt), within);
            if (there.Count > 0)
            {
                var delete = new InstancesRequest(region, account, there, launchedAt);
                await Workflow.ExecuteActivityAsync((IInstanceActivities a) => a.DeleteInstancesAsync(delete), StepOptions.Detached($"{region}: delete {there.Count} instances", within));
            }
        }
        catch (ActivityFailureException failure)
        {
            error = StepFailedException.From("undo", failure).Error;
        }

        var left = await LeftAsync(region, account, there, error, within);
        return ([.. there.Except(left, StringComparer.Ordinal).Select(id => new InstanceRef(region, id))], [.. left.Select(id => new Leftover(region, $"instance {id}", error))]);
    }

    // It was seen by now, so that nothing there means gone.
    private static async Task<IReadOnlyList<string>> LeftAsync(string region, string account, IReadOnlyList<string> there, StepError? error, TimeSpan? within)
    {
        if (there.Count == 0 && error is null)
        {
            return [];
        }

        try
        {
            return await FindAsync(new(region, account, there, null), within);
        }
        catch (ActivityFailureException)
        {
            return there;
        }
    }

    private static Task<IReadOnlyList<string>> FindAsync(InstancesRequest request, TimeSpan? within) => Workflow.ExecuteActivityAsync(
        (IInstanceActivities a) => a.FindInstancesAsync(request), StepOptions.Detached($"{request.Region}: ask which instances there are", within));
}
