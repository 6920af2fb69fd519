namespace SharedImages.Ecs.Simulator;

/// <summary>Flow control: so many calls per account, region and operation within one minute of the clock (facts §6, §11).</summary>
internal sealed class RateLimit(Cloud cloud)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Account, string Region, string Action), int> _calls = [];
    private long _window;

    /// <exception cref="ApiException">There were too many within this minute.</exception>
    public void Count(Call call)
    {
        var (now, length) = (cloud.Clock.Now.UtcTicks, Math.Max(1, cloud.Clock.Scale(Minute).Ticks));
        lock (_gate)
        {
            if (now / length > _window)
            {
                _window = now / length;
                _calls.Clear();
            }

            var key = (call.Account, RegionOf(call), call.Action);
            if ((_calls[key] = _calls.GetValueOrDefault(key) + 1) <= cloud.Rules.CallsPerMinute)
            {
                return;
            }
        }

        var rest = TimeSpan.FromTicks(length - (now % length));
        throw new ApiException(400, "Throttling.User", "Request was denied due to user flow control.", cloud.Rules.ThrottleWithRetryAfter ? rest : null);
    }

    /// <summary>Regions that do not exist are one, else a caller could fill the memory.</summary>
    private string RegionOf(Call call) =>
        call.Parameters.Optional("RegionId") is { } region && cloud.Regions.Contains(region, StringComparer.Ordinal) ? region : "";
}
