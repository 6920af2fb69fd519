using System.Text.RegularExpressions;

namespace SharedImages.Ecs;

/// <summary>What an endpoint looks like: ECS is asked at the root of a host, so it is scheme, host and port, and nothing else.</summary>
public static partial class EndpointForm
{
    /// <summary>Whether the address is one.</summary>
    public static bool Is(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" };

    /// <summary>The address as it may be shown: a user and a password in it may not.</summary>
    public static string Show(string address) => UserInfo().Replace(address, "//***@", 1);

    [GeneratedRegex("//[^/?#]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
