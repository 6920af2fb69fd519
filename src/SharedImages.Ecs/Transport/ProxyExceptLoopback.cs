using System.Net;

namespace SharedImages.Ecs;

/// <summary>
/// The machine's proxy, but never for this machine itself: <c>http_proxy</c> without <c>no_proxy</c> would send requests to a local
/// simulator out to the proxy, which cannot reach it.
/// </summary>
internal sealed class ProxyExceptLoopback(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
