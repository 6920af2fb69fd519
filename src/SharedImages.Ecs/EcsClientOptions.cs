namespace SharedImages.Ecs;

/// <summary>Settings of <see cref="EcsClient"/>.</summary>
public sealed record EcsClientOptions
{
    /// <summary>One endpoint for every region and for STS, for a simulator; null = Alibaba Cloud's own (facts §1.2).</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Endpoint of STS; it wins over <see cref="Endpoint"/>. Null = the home region's.</summary>
    public Uri? StsEndpoint { get; init; }

    /// <summary>Which of Alibaba Cloud's own endpoints are asked. In a VPC the official SDKs ask some regions' public ones nevertheless, which a VPC without the internet cannot reach.</summary>
    public EcsNetwork Network { get; init; }

    /// <summary>HTTP proxy through which all but this machine is reached, scheme, host and port; null = the machine's own (<c>https_proxy</c>, <c>no_proxy</c>).</summary>
    public Uri? Proxy { get; init; }

    /// <summary>ECS endpoints of single regions; they win over <see cref="Endpoint"/>. A region that is newer than this client needs its own here.</summary>
    public IReadOnlyDictionary<string, Uri> RegionEndpoints { get; init; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>Allows plain HTTP to an endpoint that is not on this machine. For tests only: credentials are signed, not sent, but answers can be forged.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Where calls without a region of their own go (DescribeRegions, GetCallerIdentity).</summary>
    public string HomeRegion { get; init; } = "cn-hangzhou";

    /// <summary>How long a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many calls are made per minute; those beyond it wait for their turn. Null = none waits: for a virtual clock that stands while
    /// somebody waits within an activity.
    /// </summary>
    public CallLimits? CallLimits { get; init; } = new();

    /// <summary>How long one request may take, connecting and reading included. Waiting for its turn does not count.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told our clock and ECS's at each answer that has a date, on the thread that reads it, so it must not throw; null = nobody is.</summary>
    public Action<ClockReading>? ClocksRead { get; init; }

    /// <summary>Largest answer that is read, in bytes.</summary>
    public int MaxResponseBytes { get; init; } = 8 * 1024 * 1024;
}
