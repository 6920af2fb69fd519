namespace SharedImages.Ecs;

/// <summary>Which address a region's calls go to (facts §1.2).</summary>
internal sealed class EndpointResolver
{
    private readonly EcsClientOptions options;

    /// <exception cref="ArgumentException">An override is not an http(s) address of scheme, host and port, or plain HTTP to another machine.</exception>
    public EndpointResolver(EcsClientOptions options)
    {
        foreach (var endpoint in options.RegionEndpoints.Values.Prepend(options.StsEndpoint).Prepend(options.Endpoint).OfType<Uri>())
        {
            Check(endpoint, options.AllowHttp);
        }

        this.options = options;
    }

    /// <summary>The ECS endpoint of a region.</summary>
    /// <exception cref="EcsException"><see cref="ErrorKind.RegionNotFound"/>: not the form of a region id, or no endpoint is set and none is known.</exception>
    public Uri Ecs(string action, string regionId)
    {
        CheckForm(action, regionId);
        return options.RegionEndpoints.GetValueOrDefault(regionId)
            ?? options.Endpoint
            ?? OfAlibabaCloud(action, regionId, nameof(EcsClientOptions.RegionEndpoints), InVpc ? $"ecs-vpc.{regionId}.aliyuncs.com" : KnownRegions.Host(regionId));
    }

    /// <summary>The STS endpoint of a region.</summary>
    /// <param name="action">The operation, for failures.</param>
    /// <param name="regionId">The region.</param>
    /// <param name="inVpc">Whether its endpoint within the VPC is meant; null = as <see cref="EcsClientOptions.Network"/> says.</param>
    /// <exception cref="EcsException"><see cref="ErrorKind.RegionNotFound"/>, as for ECS.</exception>
    public Uri Sts(string action, string regionId, bool? inVpc = null)
    {
        CheckForm(action, regionId);
        return options.StsEndpoint
            ?? options.Endpoint
            ?? OfAlibabaCloud(action, regionId, nameof(EcsClientOptions.StsEndpoint), $"{(inVpc ?? InVpc ? "sts-vpc" : "sts")}.{regionId}.aliyuncs.com");
    }

    private bool InVpc => options.Network == EcsNetwork.Vpc;

    // A mistyped region would else be a host that cannot be found, which looks like the network's trouble and is tried again and again.
    private static Uri OfAlibabaCloud(string action, string regionId, string setting, string host) => KnownRegions.Contain(regionId)
        ? new Uri($"https://{host}/")
        : throw Unknown(action, regionId, $"\"{regionId}\" is none of the regions that are known here; if there is such a region, name its endpoint in {setting}");

    private static void CheckForm(string action, string regionId)
    {
        if (!RegionForm.Is(regionId))
        {
            throw Unknown(action, regionId, $"\"{regionId}\" is not the form of a region id");
        }
    }

    private static EcsException Unknown(string action, string regionId, string problem) => new(ErrorKind.RegionNotFound, action, regionId, "InvalidRegionId.NotFound", problem);

    private static void Check(Uri endpoint, bool allowHttp)
    {
        if (!EndpointForm.Is(endpoint))
        {
            throw new ArgumentException($"The ECS endpoint {EndpointForm.Show(endpoint.ToString())} is not an http or https address of scheme, host and port only.", nameof(endpoint));
        }

        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback && !allowHttp)
        {
            throw new ArgumentException($"The ECS endpoint {endpoint} is plain HTTP and not on this machine; use https, or allow HTTP for a test network.", nameof(endpoint));
        }
    }
}
