using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SharedImages.Worker;

/// <summary>Finds out whether a server speaks TLS: asked only when a connection has failed, to say why.</summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Null when nobody listens or answers there.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static async Task<bool?> SpeaksTlsAsync(string address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Timeout);
        var colon = address.LastIndexOf(':');
        var (host, port) = (address[..colon].Trim('[', ']'), int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(host, port, patience.Token);
            return await ShakesHandsAsync(connection.GetStream(), host, patience.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<bool> ShakesHandsAsync(NetworkStream stream, string host, CancellationToken cancellationToken)
    {
        await using var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new()
                {
                    TargetHost = host,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
#pragma warning disable CA5359, MA0039 // Nothing is sent or believed; only whether it is TLS is asked.
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359, MA0039
                },
                cancellationToken);
            return true;
        }
        catch (AuthenticationException e)
        {
            // Who refuses us with an alert, for want of a certificate of ours, speaks it.
            return e.ToString().Contains("alert", StringComparison.OrdinalIgnoreCase);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
