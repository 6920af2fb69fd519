using System.Net;
using System.Net.Sockets;

namespace SharedImages.Cli;

/// <summary>Ports for <c>dev</c>: the usual one if nobody has it, else any.</summary>
internal static class FreePort
{
    private const int Tries = 100;

    public static int Near(int usual) => TryListen(usual) ?? TryListen(0)!.Value;

    /// <summary>One that has another free one a fixed distance above it.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static int Near(int usual, int distance)
    {
        for (var (tries, port) = (0, TryListen(usual)); tries < Tries; tries++, port = TryListen(0))
        {
            if (port is { } free && free + distance <= IPEndPoint.MaxPort && TryListen(free + distance) is not null)
            {
                return free;
            }
        }

        throw new CommandException(ExitCode.Failed, $"No two free ports were found on 127.0.0.1 that are {distance} apart; end what has them, and try again.");
    }

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
