using System.Net;
using System.Net.Sockets;

namespace SharedImages.Cli;

/// <summary>Ports for <c>dev</c>: the usual one if nobody has it, else any.</summary>
internal static class FreePort
{
    public static int Near(int usual) => TryListen(usual) ?? TryListen(0)!.Value;

    private static int? TryListen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
