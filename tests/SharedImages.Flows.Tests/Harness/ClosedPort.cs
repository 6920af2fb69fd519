using System.Net;
using System.Net.Sockets;

namespace SharedImages.Flows.Tests;

/// <summary>An address at which nobody listens: the port is taken, but not listened on.</summary>
internal static class ClosedPort
{
    private static readonly Socket Taken = Take();

    public static Uri Endpoint { get; } = new($"http://127.0.0.1:{((IPEndPoint)Taken.LocalEndPoint!).Port}/");

    private static Socket Take()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
