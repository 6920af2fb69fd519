using System.Collections.Concurrent;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>
/// How many launched instances live in the account, in all its regions. What this worker has launched counts before ECS shows it. A region that does
/// not answer counts as this worker has last seen it, or one that is cut off would stop all launches; one that it has never seen stops them.
/// </summary>
internal sealed class InstanceCensus(WaitingOptions waiting)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> lastSeen = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, string Region, string InstanceId)> launched = [];

    /// <param name="ecs">The client.</param>
    /// <param name="where">The region of the launch; it must answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<int> CountAsync(IEcsClient ecs, string where, CancellationToken cancellationToken)
    {
        var regions = await ecs.DescribeRegionsAsync(cancellationToken);
        var living = await Task.WhenAll(regions.Select(region => SeenAsync(ecs, region.RegionId, region.RegionId == where, cancellationToken)));
        var seen = living.SelectMany(region => region.Instances).ToHashSet(StringComparer.Ordinal);
        var silent = living.Where(region => !region.Answered).Select(region => region.Region).ToHashSet(StringComparer.Ordinal);
        lock (launched)
        {
            launched.RemoveAll(instance => seen.Contains(instance.InstanceId) || (!silent.Contains(instance.Region) && ServerTime.Now - instance.At >= waiting.VisibilityGrace));
            return seen.Count + launched.Count;
        }
    }

    private async Task<(string Region, bool Answered, IReadOnlyList<string> Instances)> SeenAsync(IEcsClient ecs, string region, bool mustAnswer, CancellationToken cancellationToken)
    {
        try
        {
            var instances = await ecs.DescribeInstancesAsync(new() { RegionId = region, Tags = [new(Lineage.Kind, Lineage.LaunchKind)] }, cancellationToken);
            return (region, true, lastSeen[region] = [.. instances.Select(instance => instance.InstanceId)]);
        }
        catch (EcsException failure) when (!mustAnswer && lastSeen.ContainsKey(region) && failure.Code is (LocalCodes.Unreachable or LocalCodes.NoAnswer or LocalCodes.Timeout))
        {
            return (region, false, lastSeen[region]);
        }
    }

    /// <summary>These have just been launched.</summary>
    public void Add(string region, IEnumerable<string> instanceIds)
    {
        lock (launched)
        {
            launched.AddRange(instanceIds.Select(id => (ServerTime.Now, region, id)));
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
