using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SharedImages.Ecs.Tests;

/// <summary>The same over real connections: whatever bytes a server sends, a call ends with a result or an <see cref="EcsException"/>, and is sent once.</summary>
public sealed class WrongConnectionsTests : EcsClientTest
{
    private const int Limit = 64 * 1024;

    private static readonly byte[] Copied = """{"ImageId":"m-copy","RequestId":"R"}"""u8.ToArray();

    private static readonly Dictionary<string, Func<EcsClient, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["CopyImage"] = client => client.CopyImageAsync(Copy),
        ["DescribeImages"] = client => client.DescribeImagesAsync(new() { RegionId = Hangzhou, Status = ImageStatus.All }),
        ["GetCallerIdentity"] = client => client.GetCallerIdentityAsync(),
    };

    private static readonly string[] Heads =
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 3", "HTTP/1.1 200 OK\r\nContent-Length: 3000", "HTTP/1.1 200 OK\r\nContent-Length: -1", "HTTP/1.1 200 OK\r\nContent-Length: +36",
        "HTTP/1.1 200 OK\r\nContent-Length: abc", "HTTP/1.1 200 OK\r\nContent-Length:", "HTTP/1.1 200 OK\r\nContent-Length: 36\r\nContent-Length: 37", "HTTP/1.1 200 OK\r\nContent-Length: 36, 36",
        "HTTP/1.1 200 OK\r\nContent-Length: 2147483647", "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999",
        "HTTP/1.1 200 OK\r\nContent-Length: 36\r\nTransfer-Encoding: chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: other", "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: br, deflate", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=none", "HTTP/1.1 200 OK\r\nContent-Type: \u00e9;;;=",
        "HTTP/1.1 200 OK\r\nx-acs-retry-after: 1e9", "HTTP/1.1 429 Slow\r\nx-acs-retry-after: 1\r\nx-acs-retry-after: 2", "HTTP/1.1 400 Bad\r\nx-acs-retry-after: \u0663", "HTTP/1.1 503 Busy\r\nRetry-After: 99999999999",
        "HTTP/1.1 200 OK\r\nNo colon here", "HTTP/1.1 200 OK\r\n: no name", "HTTP/1.1 200 OK\r\nA: b\r\n folded: c", "HTTP/1.1 200 OK\r\nA\0: b", "HTTP/1.1 200 OK\r\nA: b\0c", "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Domain=..",
        "HTTP/1.1 200 OK\r\nConnection: close", "HTTP/1.1 200 OK\r\nConnection: upgrade\r\nUpgrade: h2c", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c", "HTTP/1.1 100 Continue", "HTTP/1.1 103 Early Hints",
        "HTTP/1.1 204 None", "HTTP/1.1 205 Reset", "HTTP/1.1 304 Same", "HTTP/1.1 401 Who\r\nWWW-Authenticate: NTLM", "HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm=", "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic",
        "HTTP/1.1 421 Other", "HTTP/1.1 999 Any", "HTTP/1.1 000 Any", "HTTP/1.1 99 Any", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 -200 OK", "HTTP/1.1 200", "HTTP/1.1", "HTTP/1.0 200 OK", "HTTP/0.9 200 OK", "HTTP/2.0 200 OK", "HTTP/9.9 200 OK",
        "http/1.1 200 OK", "ICY 200 OK", " HTTP/1.1 200 OK", "\r\n\r\nHTTP/1.1 200 OK", "HTTP/1.1\t200\tOK", "HTTP/1.1 200 \u00e9\u00ff", "SSH-2.0-OpenSSH_9.9", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", "PRI * HTTP/2.0",
    ];

    private static readonly string[] Chunks =
    [
        "24\r\n{0}\r\n0\r\n\r\n", "24\r\n{0}\r\n", "24\r\n{0}", "24;a=b;c=\"d\r\n{0}\r\n0\r\n\r\n", "FFFFFFFFFFFFFFFF\r\n{0}", "7FFFFFFFFFFFFFFF\r\n{0}", "-1\r\n{0}", "0x24\r\n{0}\r\n0\r\n\r\n", "\r\n{0}", "g\r\n{0}", "23\r\n{0}\r\n0\r\n\r\n",
        "25\r\n{0}\r\n0\r\n\r\n", "0\r\nTrailer: x\r\n\r\n", "0\r\nno trailer\r\n\r\n", "24\n{0}\n0\n\n",
    ];

    public static TheoryData<string> Actions => [.. Calls.Keys];

    private static string Redirect { get; } = "http://127.0.0.1:1/elsewhere";

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Any_head_of_an_answer(string action) => ShouldEnd(action, Heads.SelectMany(head => new[] { AfterAnswer.Close, AfterAnswer.Hold }.Select(then => Raw($"{head}\r\n\r\n{Encoding.ASCII.GetString(Copied)}", then))));

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Any_chunks(string action) => ShouldEnd(action, Chunks.SelectMany(chunks => new[] { AfterAnswer.Close, AfterAnswer.Hold }.Select(then =>
        Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks.Replace("{0}", Encoding.ASCII.GetString(Copied), StringComparison.Ordinal)}", then))));

    [Theory]
    [MemberData(nameof(Actions))]
    public Task An_answer_cut_anywhere(string action)
    {
        var whole = Answer.Of(200, Copied).Bytes;
        return ShouldEnd(action, Enumerable.Range(0, whole.Length).Select(length => new Answer(whole[..length], AfterAnswer.Close)));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Any_bytes(string action)
    {
        var random = new Random(1);
        return ShouldEnd(action, Enumerable.Range(0, 60).Select(_ =>
        {
            var bytes = Answer.Of(200, Copied).Bytes;
            for (var flips = random.Next(1, 8); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            return new Answer(bytes, AfterAnswer.Close);
        }));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public Task A_bomb_is_not_unpacked(string action) => ShouldEnd(action, new[] { "gzip", "deflate", "br", "zstd", "gzip, gzip" }.Select(encoding => Answer.Of(200, Bomb(), $"Content-Encoding: {encoding}")));

    [Theory]
    [MemberData(nameof(Actions))]
    public Task What_never_ends_is_not_waited_for(string action) => ShouldEnd(
        action,
        [
            Raw($"HTTP/1.1 200 OK\r\n\r\n{new string(' ', 5_000)}", AfterAnswer.Repeat),
            Raw("HTTP/1.1 100 Continue\r\n\r\n", AfterAnswer.Repeat),
            Raw("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", AfterAnswer.Repeat),
            Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n{new string(' ', 4_096)}\r\n", AfterAnswer.Repeat),
            Raw("HTTP/1.1 200 OK\r\nA: b", AfterAnswer.Repeat),
            Raw(new string('H', 1_000), AfterAnswer.Repeat),
            Raw("\r\n", AfterAnswer.Repeat),
            Answer.Never,
        ]);

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task A_redirect_is_not_followed(string action)
    {
        await using var elsewhere = LoopbackServer.Answering(Answer.Of(200, Copied));
        string[] places = [elsewhere.Endpoint.ToString(), $"//{elsewhere.Endpoint.Authority}/", "/", "?", "", "file:///etc/hostname", "http://[", Redirect, new string('x', 5_000)];

        await ShouldEnd(action, places.SelectMany(place => new[] { 300, 301, 302, 303, 305, 307, 308 }.Select(status => Answer.Of(status, Copied, $"Location: {place}"))));

        elsewhere.Seen.ShouldBeEmpty();
    }

    private static Answer Raw(string text, AfterAnswer then) => new(Encoding.Latin1.GetBytes(text), then);

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var megabytes = 0; megabytes < 20; megabytes++)
            {
                gzip.Write(zeros);
            }
        }

        return packed.ToArray();
    }

    private async Task ShouldEnd(string action, IEnumerable<Answer> answers)
    {
        foreach (var (number, answer) in answers.Index())
        {
            await using var server = LoopbackServer.Answering(answer);
            using var client = ClientOf(new EcsClientOptions { Endpoint = server.Endpoint, MaxResponseBytes = Limit });
            try
            {
                await EndOf(Calls[action](client), server, answer.Then);
            }
            catch (EcsException e)
            {
                e.Code.ShouldNotBeEmpty();
                e.Message.Length.ShouldBeLessThan(4_000);
            }
            catch (Exception e)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{action}, answer {number}: {Encoding.Latin1.GetString(answer.Bytes.AsSpan(0, Math.Min(answer.Bytes.Length, 500)))}\n{e}"));
            }

            server.Seen.Count.ShouldBe(1);
        }
    }

    // What is silent or never ends costs the time that one request may take, and no more.
    private async Task EndOf(Task call, LoopbackServer server, AfterAnswer then)
    {
        if (then is AfterAnswer.Hold or AfterAnswer.Repeat)
        {
            await Task.WhenAny(call, server.FirstRequest);
            Time.Advance(new EcsClientOptions().RequestTimeout);
        }

        await call;
    }
}
