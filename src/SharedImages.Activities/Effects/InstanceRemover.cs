using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Deletes instances of a run and sees that they are gone.</summary>
internal sealed class InstanceRemover(InstanceGuard guard, WaitingOptions waiting)
{
    public async Task<IReadOnlyList<string>> FindAsync(InstancesRequest request, CancellationToken cancellationToken)
    {
        var (caller, session) = await guard.EnterAsync(typeof(IInstanceActivities), request.Account, cancellationToken);
        var tagged = await session.Ecs.DescribeInstancesAsync(new() { RegionId = request.Region, Tags = [new(Lineage.Run, caller.Run)] }, cancellationToken);
        var named = await InstanceGuard.FindAsync(session.Ecs, request.Region, request.InstanceIds, cancellationToken);
        var missing = request.InstanceIds.Except(named.Select(instance => instance.InstanceId), StringComparer.Ordinal).Count();
        var isUnseen = missing > 0 || (request.InstanceIds.Count == 0 && tagged.Count == 0);
        return isUnseen && request.LaunchedAt is { } at && ServerTime.Now - at < waiting.VisibilityGrace
            ? throw StepFailures.Later($"{request.Region}: {(missing > 0 ? $"{missing} instances are" : "what may have been launched is")} not visible; they may not be so yet", waiting.ShortestDelay)
            : [.. tagged.Where(instance => InstanceRules.RefuseForeign(request.Region, instance, caller) is null).Concat(named).Select(instance => instance.InstanceId).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Deletes those that are the run's own, and refuses then if there are others among them.</summary>
    public async Task<bool> DeleteAsync(InstancesRequest request, CancellationToken cancellationToken)
    {
        foreach (var ids in request.InstanceIds.Chunk(DescribeInstancesRequest.MaxInstanceIds))
        {
            var (permit, _) = await guard.RemoveAsync(request with { InstanceIds = ids }, cancellationToken);
            if (permit.Instances.Count > 0)
            {
                await DeleteAsync(permit, cancellationToken);
            }
        }

        var (left, foreign) = await guard.RemoveAsync(request, cancellationToken);
        return left.Instances.Count > 0 ? throw StepFailures.Later($"{request.Region}: {left.Instances.Count} instances are still there", waiting.ShortestDelay)
            : foreign is null ? true
            : throw StepFailures.Final(foreign);
    }

    private async Task DeleteAsync(InstancePermit permit, CancellationToken cancellationToken)
    {
        try
        {
            await permit.DeleteAsync(cancellationToken);
            guard.Removed(permit);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            // One is gone in between, and ECS deletes all of them or none; the next look decides.
            throw StepFailures.Later("an instance was gone before it was deleted", waiting.ShortestDelay);
        }
    }
}
