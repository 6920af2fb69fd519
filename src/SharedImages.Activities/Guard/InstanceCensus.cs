using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>How many launched instances live in the account, in all its regions. What this worker has launched counts before ECS shows it.</summary>
internal sealed class InstanceCensus(WaitingOptions waiting)
{
    private readonly List<(DateTimeOffset At, string InstanceId)> launched = [];

    public async Task<int> CountAsync(IEcsClient ecs, CancellationToken cancellationToken)
    {
        var regions = await ecs.DescribeRegionsAsync(cancellationToken);
        var living = await Task.WhenAll(regions.Select(region => ecs.DescribeInstancesAsync(
            new() { RegionId = region.RegionId, Tags = [new(Lineage.Kind, Lineage.LaunchKind)] }, cancellationToken)));
        var seen = living.SelectMany(instances => instances).Select(instance => instance.InstanceId).ToHashSet(StringComparer.Ordinal);
        lock (launched)
        {
            launched.RemoveAll(instance => seen.Contains(instance.InstanceId) || ServerTime.Now - instance.At >= waiting.VisibilityGrace);
            return seen.Count + launched.Count;
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
}
