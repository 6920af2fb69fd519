namespace SharedImages.Ecs;

/// <summary>What an endpoint looks like: ECS is asked at the root of a host, so it is scheme, host and port, and nothing else.</summary>
public static class EndpointForm
{
    /// <summary>Whether the address is one.</summary>
    public static bool Is(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
