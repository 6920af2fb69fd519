using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SharedImages.Ecs.Tests;

public sealed class TlsTests : EcsClientTest
{
    private const int SupportedVersions = 43;

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_the_failure_says_so()
    {
        using var listener = Listen();
        var serving = ServeAsync(listener);

        var failure = await Should.ThrowAsync<EcsException>(() => ClientOf(listener).CopyImageAsync(Copy));

        failure.Code.ShouldBe(LocalCodes.Unreachable);
        failure.EcsMessage.ShouldStartWith($"cannot connect to {listener.LocalEndpoint}: The remote certificate is invalid");
        (await serving).ShouldBe(0, "Nothing is sent to who cannot show who it is.");
    }

    [Fact]
    public async Task Nothing_older_than_tls_1_2_is_offered()
    {
        using var listener = Listen();
        var hello = HelloAsync(listener);

        (await Should.ThrowAsync<EcsException>(() => ClientOf(listener).CopyImageAsync(Copy))).Code.ShouldBe(LocalCodes.Unreachable);

        VersionsIn(await hello).ShouldBe([0x0304, 0x0303], ignoreOrder: true);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private EcsClient ClientOf(TcpListener listener) => ClientOf(new EcsClientOptions { Endpoint = new($"https://{listener.LocalEndpoint}/") });

    // How many bytes the client sends within the connection.
    private static async Task<int> ServeAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        using var certificate = SelfSigned();
        await using var tls = new SslStream(connection.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            return await tls.ReadAsync(new byte[1]);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return 0;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1_000));
    }

    // The first message of the handshake; then the connection is closed.
    private static async Task<byte[]> HelloAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var head = new byte[5];
        await stream.ReadExactlyAsync(head);
        var hello = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3))];
        await stream.ReadExactlyAsync(hello);
        return hello;
    }

    private static IReadOnlyList<int> VersionsIn(byte[] hello)
    {
        // Type, length, version and random; then session, ciphers and compression, each after its length.
        var at = 1 + 3 + 2 + 32;
        at += 1 + hello[at];
        at += 2 + Number(at);
        at += 1 + hello[at];
        at += 2;
        while (Number(at) != SupportedVersions)
        {
            at += 4 + Number(at + 2);
        }

        return [.. Enumerable.Range(0, hello[at + 4] / 2).Select(version => Number(at + 5 + (2 * version)))];

        int Number(int offset) => BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(offset));
    }
}
