namespace SharedImages.Ecs.Simulator;

/// <summary>Flow control: so many calls per account, region and operation within one minute of the clock, and so many instances (facts §6, §11).</summary>
internal sealed class RateLimit(Cloud cloud)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Account, string Region, string What), int> used = [];
    private long window;

    /// <exception cref="ApiException">There were too many within this minute.</exception>
    public void CountCall(Call call) => Use(
        call,
        call.Action,
        count: 1,
        cloud.Rules.CallsPerMinute,
        retryAfter => new ApiException(400, "Throttling.User", "Request was denied due to user flow control.", retryAfter));

    /// <summary>What RunInstances has beside the limit of its calls.</summary>
    /// <exception cref="ApiException">There were too many within this minute.</exception>
    public void CountInstances(Call call, int count) => Use(
        call,
        "instances",
        count,
        cloud.Rules.InstancesPerMinute,
        retryAfter => new ApiException(429, "Throttling.Resource", "Request was denied due to resource flow control.", retryAfter));

    private void Use(Call call, string what, int count, int limit, Func<TimeSpan?, ApiException> tooMany)
    {
        var (now, length) = (cloud.Clock.Now.UtcTicks, Math.Max(1, cloud.Clock.Scale(Minute).Ticks));
        lock (gate)
        {
            if (now / length > window)
            {
                window = now / length;
                used.Clear();
            }

            var key = (call.Account, RegionOf(call), what);
            var total = used.GetValueOrDefault(key) + count;
            if (total <= limit)
            {
                used[key] = total;
                return;
            }
        }

        var rest = TimeSpan.FromTicks(length - (now % length));
        throw tooMany(cloud.Rules.ThrottleWithRetryAfter ? rest : null);
    }

    /// <summary>Regions that do not exist are one, else a caller could fill the memory.</summary>
    private string RegionOf(Call call) =>
        call.Parameters.Optional("RegionId") is { } region && cloud.Regions.Contains(region, StringComparer.Ordinal) ? region : "";
}
