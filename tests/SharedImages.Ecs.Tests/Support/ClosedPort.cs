using System.Net;
using System.Net.Sockets;

namespace SharedImages.Ecs.Tests;

/// <summary>An address at which nobody listens: the port is taken for the life of this object, but not listened on.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/");

    public void Dispose() => taken.Dispose();
}
