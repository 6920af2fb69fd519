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
    /// <exception cref="EcsException"><see cref="ErrorKind.RegionNotFound"/>: not the form of a region id, so no host name is made from it.</exception>
    public Uri Ecs(string action, string regionId)
    {
        CheckForm(action, regionId);
        return options.RegionEndpoints.GetValueOrDefault(regionId) ?? options.Endpoint ?? new Uri($"https://{Host(regionId)}/");
    }

    /// <summary>The STS endpoint of the home region.</summary>
    /// <exception cref="EcsException"><see cref="ErrorKind.RegionNotFound"/>, as for ECS.</exception>
    public Uri Sts(string action)
    {
        CheckForm(action, options.HomeRegion);
        return options.StsEndpoint ?? options.Endpoint ?? new Uri($"https://sts.{options.HomeRegion}.aliyuncs.com/");
    }

    private static void CheckForm(string action, string regionId)
    {
        if (!RegionForm.Is(regionId))
        {
            throw new EcsException(ErrorKind.RegionNotFound, action, regionId, "InvalidRegionId.NotFound", $"\"{regionId}\" is not the form of a region id");
        }
    }

    private static string Host(string regionId) => regionId switch
    {
        // The official SDKs' own map, as far as it names regions that anybody can use.
        "cn-hangzhou" or "cn-shanghai-finance-1" or "cn-shenzhen-finance-1" => "ecs-cn-hangzhou.aliyuncs.com",
        "cn-north-2-gov-1" or "cn-beijing-gov-1" or "cn-hangzhou-finance" => "ecs.aliyuncs.com",
        _ => $"ecs.{regionId}.aliyuncs.com",
    };

    private static void Check(Uri endpoint, bool allowHttp)
    {
        if (!EndpointForm.Is(endpoint))
        {
            throw new ArgumentException($"The ECS endpoint {endpoint} is not an http or https address of scheme, host and port only.", nameof(endpoint));
        }

        if (endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback && !allowHttp)
        {
            throw new ArgumentException($"The ECS endpoint {endpoint} is plain HTTP and not on this machine; use https, or allow HTTP for a test network.", nameof(endpoint));
        }
    }
}
