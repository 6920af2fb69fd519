using System.Collections.Concurrent;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>
/// How many launched instances live in the account, in all its regions. What this worker has launched counts before ECS shows it; a region that does
/// not answer counts as it was last seen, or one that is cut off would stop all launches.
/// </summary>
internal sealed class InstanceCensus(WaitingOptions waiting)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> lastSeen = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, string InstanceId)> launched = [];

    /// <param name="ecs">The client.</param>
    /// <param name="where">The region of the launch; it must answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<int> CountAsync(IEcsClient ecs, string where, CancellationToken cancellationToken)
    {
        var regions = await ecs.DescribeRegionsAsync(cancellationToken);
        var living = await Task.WhenAll(regions.Select(region => SeenAsync(ecs, region.RegionId, region.RegionId == where, cancellationToken)));
        var seen = living.SelectMany(instances => instances).ToHashSet(StringComparer.Ordinal);
        lock (launched)
        {
            launched.RemoveAll(instance => seen.Contains(instance.InstanceId) || ServerTime.Now - instance.At >= waiting.VisibilityGrace);
            return seen.Count + launched.Count;
        }
    }

    private async Task<IReadOnlyList<string>> SeenAsync(IEcsClient ecs, string region, bool mustAnswer, CancellationToken cancellationToken)
    {
        try
        {
            var instances = await ecs.DescribeInstancesAsync(new() { RegionId = region, Tags = [new(Lineage.Kind, Lineage.LaunchKind)] }, cancellationToken);
            return lastSeen[region] = [.. instances.Select(instance => instance.InstanceId)];
        }
        catch (EcsException failure) when (!mustAnswer && failure.Code is (LocalCodes.Unreachable or LocalCodes.NoAnswer or LocalCodes.Timeout))
        {
            return lastSeen.GetValueOrDefault(region, []);
        }
    }

    /// <summary>These have just been launched.</summary>
    public void Add(IEnumerable<string> instanceIds)
    {
        lock (launched)
        {
            launched.AddRange(instanceIds.Select(id => (ServerTime.Now, id)));
        }
    }

    /// <summary>These have been deleted; one that ECS has not shown yet does not count any more.</summary>
    public void Remove(IEnumerable<string> instanceIds)
    {
        lock (launched)
        {
            launched.RemoveAll(instance => instanceIds.Contains(instance.InstanceId, StringComparer.Ordinal));
        }
    }
}
