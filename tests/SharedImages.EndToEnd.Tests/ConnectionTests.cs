using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SharedImages.Flows.Tests;

namespace SharedImages.EndToEnd;

/// <summary>Why Temporal cannot be reached, with its address, what settled it, and what to do; never what the native client says of itself.</summary>
public sealed class ConnectionTests(TemporalServer server) : IDisposable
{
    private const string Another = "name another server with --address or TEMPORAL_ADDRESS.";

    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-connection-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("TEMPORAL_TLS", "true", "TEMPORAL_TLS is set: set TEMPORAL_TLS=false, or ")]
    [InlineData("TEMPORAL_TLS_SERVER_NAME", "temporal.example", "TEMPORAL_TLS_SERVER_NAME is set: set TEMPORAL_TLS=false, or ")]
    [InlineData("TEMPORAL_API_KEY", "secret-key", "TEMPORAL_API_KEY is set, and a key is sent over TLS alone: unset TEMPORAL_API_KEY or set TEMPORAL_TLS=false, or ")]
    public async Task TlsAgainstAPlainServer_SaysWhatTurnedItOn(string variable, string value, string why)
    {
        var address = server.Environment.Client.Connection.Options.TargetHost!;
        foreach (var command in (string[][])[["status", "web-base/1", "--address", address], ["init", "--address", address]])
        {
            var line = await FailAsync([(variable, value)], command);

            line.ShouldBe($"Temporal at {address} does not speak TLS, and TLS is on because {why}{Another}");
        }
    }

    [Fact]
    public async Task TlsOfAProfileAgainstAPlainServer_NamesTheProfileAndItsFile()
    {
        var address = server.Environment.Client.Connection.Options.TargetHost!;
        var file = Path.Combine(folder, "temporal.toml");
        await File.WriteAllTextAsync(file, $"[profile.prod]\naddress = \"{address}\"\n[profile.prod.tls]\nserver_name = \"temporal.example\"\n");

        var line = await FailAsync([("TEMPORAL_CONFIG_FILE", file), ("TEMPORAL_PROFILE", "prod")], "status", "web-base/1");

        line.ShouldBe($"Temporal at {address} does not speak TLS, and TLS is on because profile 'prod' of {file} says so: correct that, or set TEMPORAL_TLS=false, or {Another}");
    }

    [Fact]
    public async Task PlainAgainstATlsServer_SaysSo_AndACertificateThatIsNotAcceptedIsNamed()
    {
        await using var tls = new TlsServer();

        (await FailAsync([], "status", "web-base/1", "--address", tls.Address))
            .ShouldBe($"Temporal at {tls.Address} speaks TLS, and TLS is off: set TEMPORAL_TLS=true (or tls in profile 'default' of /dev/null), or {Another}");
        (await FailAsync([("TEMPORAL_TLS", "true")], "status", "web-base/1", "--address", tls.Address))
            .ShouldBe($"Temporal at {tls.Address} shows a TLS certificate that is not accepted (UnknownIssuer): name its CA with TEMPORAL_TLS_SERVER_CA_CERT_PATH, the name in it with TEMPORAL_TLS_SERVER_NAME, or {Another}");
    }

    [Fact]
    public async Task NobodyThere_SaysWhatTheSystemSays()
    {
        (await FailAsync([], "status", "web-base/1", "--address", "127.0.0.1:1")).ShouldBe($"Cannot reach Temporal at 127.0.0.1:1 (Connection refused): start it (sharedimages dev runs one) or {Another}");
        (await FailAsync([], "status", "web-base/1", "--address", "no-such-host.invalid:7233"))
            .ShouldStartWith("Cannot reach Temporal at no-such-host.invalid:7233 (failed to lookup address information: ");
    }

    [Fact]
    public async Task ServerThatIsNoTemporal_IsSaidWithoutANativeAccount()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var accepted = silent.AcceptTcpClientAsync();
        var closing = accepted.ContinueWith(connection => connection.Result.Close(), TaskScheduler.Default);

        var line = await FailAsync([], "status", "web-base/1", "--address", silent.LocalEndpoint.ToString()!);

        await closing;
        line.ShouldStartWith($"Cannot reach Temporal at {silent.LocalEndpoint} (");
        line.ShouldEndWith($"): start it (sharedimages dev runs one) or {Another}");
    }

    [Fact]
    public async Task AddressWithoutAPort_SaysWhereItIsFrom()
    {
        (await FailAsync([("TEMPORAL_ADDRESS", "localhost")], "status", "web-base/1")).ShouldBe("Temporal's address is \"localhost\" by TEMPORAL_ADDRESS; give host:port, such as localhost:7233.");
        var file = Path.Combine(folder, "temporal.toml");
        await File.WriteAllTextAsync(file, "[profile.default]\naddress = \"localhost\"\n");
        (await FailAsync([("TEMPORAL_CONFIG_FILE", file)], "status", "web-base/1")).ShouldBe($"Temporal's address is \"localhost\" by profile 'default' of {file}; give host:port, such as localhost:7233.");
    }

    [Fact]
    public async Task UnknownProfile_NamesItItsFileAndTheVariables()
    {
        var file = Path.Combine(folder, "temporal.toml");
        await File.WriteAllTextAsync(file, "[profile.default]\naddress = \"localhost:7233\"\n");

        var line = await FailAsync([("TEMPORAL_CONFIG_FILE", file), ("TEMPORAL_PROFILE", "nope")], "status", "web-base/1");

        line.ShouldStartWith($"Temporal's configuration cannot be read (profile 'nope' of {file}): ");
        line.ShouldContain("Profile 'nope' not found");
        line.ShouldEndWith("Correct the file or the TEMPORAL_ variables, which name file (TEMPORAL_CONFIG_FILE) and profile (TEMPORAL_PROFILE).");
    }

    [Fact]
    public async Task CommandsThatAreSuggested_ReachTheSameServer()
    {
        var address = server.Environment.Client.Connection.Options.TargetHost!;

        await using var status = await RunAsync([], "status", "web-base/no-such", "--address", address, "--namespace", "default");

        (await status.ExitAsync()).ShouldBe(6);
        status.Errors.ShouldEndWith($"start it with: sharedimages promote FILE --address {address} --namespace default{Environment.NewLine}");
    }

    /// <summary>The one line that a command which cannot reach Temporal says.</summary>
    private static async Task<string> FailAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        await using var program = await RunAsync(environment, arguments);
        (await program.ExitAsync()).ShouldBe(5, program.Errors);
        program.Output.ShouldBeEmpty();
        program.Errors.ShouldNotContain("::");
        program.Errors.ShouldNotContain("secret-key");
        return program.Errors.TrimEnd().Split('\n').ShouldHaveSingleItem();
    }

    private static Task<ProgramProcess> RunAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["TEMPORAL_CONFIG_FILE"] = "/dev/null" };
        foreach (var (name, value) in environment)
        {
            all[name] = value;
        }

        return ProgramProcess.RunAsync(all, arguments);
    }

    /// <summary>Shakes hands with everybody and says no more.</summary>
    private sealed class TlsServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 certificate = SelfSigned();
        private readonly CancellationTokenSource stop = new();
        private readonly Task serving;

        public TlsServer()
        {
            listener.Start();
            serving = ServeAsync();
        }

        public string Address => listener.LocalEndpoint.ToString()!;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            listener.Dispose();
            certificate.Dispose();
            stop.Dispose();
        }

        private static X509Certificate2 SelfSigned()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                _ = ShakeHandsAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }

        private async Task ShakeHandsAsync(TcpClient client)
        {
            using (client)
            {
                await using var tls = new SslStream(client.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }, stop.Token);
                    await tls.ReadExactlyAsync(new byte[1 << 16], stop.Token);
                }
                catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
                {
                    // The client has gone, or spoke no TLS.
                }
            }
        }
    }
}
