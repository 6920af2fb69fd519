using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace SharedImages.EndToEnd;

/// <summary>The simulator as its own process; none of this needs a server.</summary>
public sealed class SimulateTests : IDisposable
{
    private const string Password = "example";

    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pfx");

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Certificate_ServesHttps()
    {
        using var certificate = SelfSigned();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, Password));
        await using var simulator = ProgramProcess.Start(WithPassword(Password), "simulate", "--port", "0", "--certificate", file, "--output", "json");
        var address = JsonDocument.Parse(await simulator.LineAsync("\"address\"")).RootElement.GetProperty("address").GetString()!;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck } },
        });

        using var answer = await http.GetAsync(new Uri(address));

        address.ShouldStartWith("https://127.0.0.1:");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("MissingParameter");
        simulator.Signal("TERM");
        (await simulator.ExitAsync()).ShouldBe(0, simulator.Errors);
    }

    [Fact]
    public async Task CertificateWithAnotherPassword_ExitsTwoWithTheRemedy()
    {
        using var certificate = SelfSigned();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, Password));

        await using var simulator = await ProgramProcess.RunAsync(WithPassword("wrong"), "simulate", "--port", "0", "--certificate", file);

        (await simulator.ExitAsync()).ShouldBe(2);
        simulator.Errors.ShouldContain($"{file} cannot be read as a certificate");
        simulator.Errors.ShouldContain("SIMULATOR_CERTIFICATE_PASSWORD");
    }

    [Fact]
    public async Task CertificateThatIsNotThere_ExitsTwoAndNamesIt()
    {
        await using var simulator = await ProgramProcess.RunAsync(WithPassword(""), "simulate", "--port", "0", "--certificate", file);

        (await simulator.ExitAsync()).ShouldBe(2);
        simulator.Errors.ShouldContain($"--certificate is \"{file}\", which is not there; give a PKCS #12 file (.pfx, .p12)");
    }

    [Fact]
    public async Task AddressOfAnotherMachine_ExitsTwoAndSaysSo()
    {
        await using var simulator = await ProgramProcess.RunAsync(WithPassword(""), "simulate", "--port", "0", "--listen", "192.0.2.1");

        (await simulator.ExitAsync()).ShouldBe(2);
        simulator.Errors.Trim().ShouldBe("--listen is 192.0.2.1, which is no address of this machine; give one that is, such as 127.0.0.1, or 0.0.0.0 for all.");
    }

    private static Dictionary<string, string> WithPassword(string password) => new(StringComparer.Ordinal) { ["SIMULATOR_CERTIFICATE_PASSWORD"] = password };

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
