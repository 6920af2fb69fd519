using System.Net.Sockets;
using System.Text;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>The same over real sockets, and bytes that are no requests: thousands of connections, each of which ends, and none with a fault of the simulator.</summary>
public sealed class SocketFuzzTests : SimulatorTest
{
    private const int Requests = 4_000;

    [Fact]
    public async Task Any_bytes_have_an_answer_or_an_end()
    {
        var random = new Random(1);
        var generator = new RequestGenerator(random, new DirectSimulator(SimulatorWorld.Default(), Time));
        var statuses = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < Requests; number++)
        {
            var bytes = Bytes(generator.Next().Request);
            var isWhole = random.Next(2) == 0;
            bytes = isWhole ? bytes : Damaged(bytes, random);
            var answer = await AnswerTo(bytes, isWhole);
            var status = answer.Length == 0 ? "none" : answer[..Math.Min(answer.Length, 12)];
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            (status is "none" || (status.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && status[9] is '2' or '4' || status is "HTTP/1.1 505"))
                .ShouldBeTrue($"Request {number}: {Encoding.Latin1.GetString(bytes)}\n\n{answer}");
            answer.ShouldNotContain("   at SharedImages");
        }

        State.Requests.Where(request => request.Detail is not null || request.Code == "InternalError").ShouldBeEmpty();
        statuses["HTTP/1.1 200"].ShouldBeGreaterThan(Requests / 20, string.Join(", ", statuses));
        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
    }

    private static byte[] Bytes(DirectRequest request)
    {
        var head = new StringBuilder($"{request.Method} {Uri.EscapeDataString(request.Path).Replace("%2F", "/", StringComparison.Ordinal)}?{request.Query} HTTP/1.1\r\nConnection: close\r\n");
        foreach (var (name, value) in request.Headers)
        {
            head.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. request.Body];
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        string[] odd = ["\r\n", "\r\n\r\n", "\0", " ", ":", "\u00ff", "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "Expect: 100-continue\r\n", "Host: other\r\n", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n", "HTTP/1.1", "%", new string('x', 40_000)];
        var lineEnd = Math.Max(0, bytes.AsSpan().IndexOf("\r\n"u8)) + 2;
        return random.Next(6) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. Encoding.Latin1.GetBytes(odd[random.Next(odd.Length)]), .. bytes[at..]],
            2 => [.. bytes[..lineEnd], .. Encoding.Latin1.GetBytes(odd[random.Next(odd.Length)]), .. bytes[lineEnd..]],
            3 => [.. bytes, .. bytes],
            4 => [.. bytes[at..], .. bytes[..at]],
            _ => [.. bytes.Select(value => random.Next(200) == 0 ? (byte)random.Next(256) : value)],
        };
    }

    /// <summary>All that comes until the connection ends; nothing when it is reset.</summary>
    /// <param name="bytes">What is sent.</param>
    /// <param name="isWhole">Whether the server knows where it ends: it needs no end of the connection.</param>
    private async Task<string> AnswerTo(byte[] bytes, bool isWhole)
    {
        using var socket = new TcpClient("127.0.0.1", Simulator.Endpoint.Port);
        var stream = socket.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(bytes);
            if (!isWhole)
            {
                socket.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(answer);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Who sends more than is taken is cut while it sends.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
