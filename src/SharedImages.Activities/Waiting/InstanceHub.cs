using System.Collections.Concurrent;
using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>
/// One look for all instances that are waited for in a region, by hundreds: whoever looks sees for the others, too, within a moment.
/// </summary>
internal sealed class InstanceHub(WaitingOptions waiting, TimeProvider time)
{
    // Of the shortest delay: what a look that is so young does not show yet costs so much.
    private const int Moment = 5;

    private readonly ConcurrentDictionary<(string Account, string Region), Place> places = new();

    /// <summary>The instance as it is now; null when ECS does not show it.</summary>
    public async Task<Instance?> SeeAsync(GuardedSession session, string region, string instanceId, CancellationToken cancellationToken)
    {
        var look = places.GetOrAdd((session.Account, region), _ => new()).Look(session.Ecs, region, instanceId, time.GetUtcNow(), waiting);
        return (await look.WaitAsync(cancellationToken)).GetValueOrDefault(instanceId);
    }

    /// <summary>Nobody waits for it any more.</summary>
    public void Forget(string account, string region, string instanceId) => places.GetOrAdd((account, region), _ => new()).Forget(instanceId);

    private sealed class Place
    {
        private readonly Lock gate = new();
        private readonly SortedDictionary<string, DateTimeOffset> waitedFor = new(StringComparer.Ordinal);
        private HashSet<string> asked = [];
        private DateTimeOffset at = DateTimeOffset.MinValue;
        private Task<Dictionary<string, Instance>>? last;

        // A look is shared, so no single waiter's cancellation may end it; the client's own timeout bounds it.
        public Task<Dictionary<string, Instance>> Look(IEcsClient ecs, string region, string instanceId, DateTimeOffset now, WaitingOptions waiting)
        {
            lock (gate)
            {
                waitedFor[instanceId] = now;
                if (last is { IsFaulted: false, IsCanceled: false } young && asked.Contains(instanceId) && (!young.IsCompleted || now - at < waiting.ShortestDelay / Moment))
                {
                    return young;
                }

                foreach (var gone in waitedFor.Where(pair => now - pair.Value > waiting.LongestDelay * 2).Select(pair => pair.Key).ToList())
                {
                    waitedFor.Remove(gone);
                }

                (asked, at) = ([.. waitedFor.Keys], now);
                return last = DescribeAsync(ecs, region, [.. waitedFor.Keys]);
            }
        }

        public void Forget(string instanceId)
        {
            lock (gate)
            {
                waitedFor.Remove(instanceId);
            }
        }

        private static async Task<Dictionary<string, Instance>> DescribeAsync(IEcsClient ecs, string region, string[] ids)
        {
            var found = await Task.WhenAll(ids.Chunk(DescribeInstancesRequest.MaxInstanceIds).Select(hundred => ecs.DescribeInstancesAsync(new() { RegionId = region, InstanceIds = hundred }, CancellationToken.None)));
            return found.SelectMany(page => page).ToDictionary(instance => instance.InstanceId, StringComparer.Ordinal);
        }
    }
}
