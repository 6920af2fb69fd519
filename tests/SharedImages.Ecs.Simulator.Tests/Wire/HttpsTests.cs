using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class HttpsTests : IDisposable
{
    private readonly X509Certificate2 certificate = SelfSigned();

    public void Dispose() => certificate.Dispose();

    [Fact]
    public async Task With_a_certificate_both_endpoints_speak_https_and_who_trusts_it_is_answered()
    {
        await using var simulator = await EcsSimulator.StartAsync(new EcsSimulatorOptions { Certificate = certificate, AdminPort = 0 });
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck } },
        });

        (simulator.Endpoint.Scheme, simulator.AdminEndpoint!.Scheme).ShouldBe(("https", "https"));
        simulator.Info.Address.ShouldStartWith("https://127.0.0.1:");
        (await Reply.ReadAsync(await http.GetAsync(simulator.Endpoint))).ShouldBe(400, "MissingParameter");
        (await http.GetAsync(new Uri(simulator.AdminEndpoint, "info"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_does_not_trust_it_is_not()
    {
        await using var simulator = await EcsSimulator.StartAsync(new EcsSimulatorOptions { Certificate = certificate });
        using var http = new HttpClient();

        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(simulator.Endpoint));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=simulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
