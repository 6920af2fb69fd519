using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Tests;

/// <summary>A client on a clock that only the test moves; HTTP on loopback is real.</summary>
public abstract class EcsClientTest : IDisposable
{
    private protected const string Hangzhou = "cn-hangzhou";

    private readonly List<EcsClient> clients = [];

    // Stands for http_proxy in the environment: nothing listens there, so a call to this machine that took it would fail.
    static EcsClientTest() => HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1/");

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));

    private protected Credentials Key { get; set; } = new("LTAIexampleOurs", "exampleSecretOurs");

    /// <summary>A call that makes something, so that a repetition would do harm.</summary>
    private protected static CopyImageRequest Copy { get; } = new()
    {
        RegionId = Hangzhou,
        ImageId = "m-bp1source",
        DestinationRegionId = Hangzhou,
        DestinationImageName = "gold",
        ClientToken = "token-1",
    };

    public void Dispose()
    {
        clients.ForEach(client => client.Dispose());
        GC.SuppressFinalize(this);
    }

    private protected EcsClient ClientOf(LoopbackServer server) => ClientOf(new EcsClientOptions { Endpoint = server.Endpoint });

    private protected EcsClient ClientOf(EcsClientOptions options)
    {
#if OFFICIAL_SDK
        var client = new EcsClient(options, new FixedCredentials(Key), Time, new OfficialSdk.OfficialTransport(options, Time));
#else
        var client = new EcsClient(options, new FixedCredentials(Key), Time);
#endif
        clients.Add(client);
        return client;
    }

    private sealed class FixedCredentials(Credentials key) : ICredentialsProvider
    {
        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(key);
    }
}
