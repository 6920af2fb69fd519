using System.Net;
using System.Net.Sockets;

namespace SharedImages.Benchmarks;

/// <summary>
/// Answers every request on loopback with the same bytes, and makes no garbage of its own, so that what is allocated meanwhile is its callers'.
/// It looks for nothing but the end of a request's head: its callers send no bodies.
/// </summary>
internal sealed class ConstantServer : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] answer;
    private readonly Task running;

    public ConstantServer(byte[] json)
    {
        answer = [.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: {json.Length}\r\n\r\n"), .. json];
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        running = AcceptAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/");

    /// <summary>To be called when the callers have closed their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await running;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using var _ = connection;
        connection.NoDelay = true;
        var head = new byte[16 * 1024];
        var length = 0;
        while (await connection.ReceiveAsync(head.AsMemory(length)) is var count and > 0)
        {
            length += count;
            if (head.AsSpan(0, length).EndsWith(EndOfHead))
            {
                length = 0;
                await SendAsync(connection);
            }
        }
    }

    private async ValueTask SendAsync(Socket connection)
    {
        for (var sent = 0; sent < answer.Length;)
        {
            sent += await connection.SendAsync(answer.AsMemory(sent));
        }
    }
}
