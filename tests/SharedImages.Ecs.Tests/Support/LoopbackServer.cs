using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SharedImages.Ecs.Tests;

/// <summary>A server on loopback that records what comes and answers byte for byte what a test says.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<SeenRequest> seen = new();
    private readonly TaskCompletionSource firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<SeenRequest, Answer> answer;
    private readonly Task running;

    /// <param name="answer">Called once per request, in order of arrival on its connection.</param>
    public LoopbackServer(Func<SeenRequest, Answer> answer)
    {
        this.answer = answer;
        listener.Start();
        running = AcceptAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public IReadOnlyList<SeenRequest> Seen => [.. seen];

    /// <summary>Completes when the first request has been read.</summary>
    public Task FirstRequest => firstRequest.Task;

    /// <summary>A server that gives these answers, one per request, and the last of them from then on.</summary>
    public static LoopbackServer Answering(params Answer[] answers)
    {
        var given = -1;
        return new(_ => answers[Math.Min(Interlocked.Increment(ref given), answers.Length - 1)]);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var _ = connection;
        try
        {
            await AnswerAllAsync(connection.GetStream());
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over, or the client has gone away: what came until then is recorded.
        }
    }

    private async Task AnswerAllAsync(NetworkStream stream)
    {
        while (await SeenRequest.ReadAsync(stream, stop.Token) is { } request)
        {
            seen.Enqueue(request);
            firstRequest.TrySetResult();
            var (bytes, then) = answer(request);
            do
            {
                await stream.WriteAsync(bytes, stop.Token);
            }
            while (then == AfterAnswer.Repeat);

            if (then == AfterAnswer.Hold)
            {
                await Task.Delay(Timeout.Infinite, stop.Token);
            }

            if (then == AfterAnswer.Close)
            {
                return;
            }
        }
    }
}
