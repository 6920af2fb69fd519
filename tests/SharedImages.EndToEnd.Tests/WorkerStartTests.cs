using System.Text.Json;

namespace SharedImages.EndToEnd;

/// <summary>A worker that cannot work says why and ends; none of this needs a server.</summary>
public sealed class WorkerStartTests
{
    private const string Secret = "example-secret-of-Ours";

    // Nor any from the machine that the test runs on.
    private static readonly (string Name, string Value)[] NoKey =
        [("ALIBABA_CLOUD_ACCESS_KEY_SECRET", ""), ("HOME", "/nowhere"), ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")];

    [Fact]
    public async Task TemporalUnreachable_ExitsFiveWithTheRemedy()
    {
        await using var worker = await RunAsync([], "worker", "--address", "127.0.0.1:1");

        (await worker.ExitAsync()).ShouldBe(5);
        worker.Errors.ShouldContain("FTL Cannot reach Temporal at 127.0.0.1:1");
        worker.Errors.ShouldContain("name another with --address or TEMPORAL_ADDRESS");
        ShouldBeOneLine(worker);
    }

    [Fact]
    public async Task TemporalConfigurationWithUnknownKey_ExitsFiveAndNamesIt()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "[profile.default]\nadress = \"127.0.0.1:1\"\n");

        await using var worker = await RunAsync([("TEMPORAL_CONFIG_FILE", file)], "worker");
        File.Delete(file);

        (await worker.ExitAsync()).ShouldBe(5);
        worker.Errors.ShouldContain("Temporal's configuration cannot be read");
        worker.Errors.ShouldContain("adress");
        ShouldBeOneLine(worker);
    }

    [Fact]
    public async Task InvalidSettings_ExitsTwoAndNamesThemAll()
    {
        await using var worker = await RunAsync(
            [("SHAREDIMAGES_TRUSTEDOWNERS", "acme"), ("SHAREDIMAGES_ECS__ENDPIONT", "http://127.0.0.1:1")], "worker", "--health-port", "99999");

        (await worker.ExitAsync()).ShouldBe(2);
        worker.Errors.ShouldContain("SharedImages:TrustedOwners (SHAREDIMAGES_TRUSTEDOWNERS) is \"acme\"; give account ids");
        worker.Errors.ShouldContain("SharedImages:Health:Port (SHAREDIMAGES_HEALTH__PORT) is \"99999\"");
        worker.Errors.ShouldContain("SHAREDIMAGES_ECS__ENDPIONT) is not a setting");
    }

    [Fact]
    public async Task NoCredentials_ExitsTwoAndNamesTheVariables()
    {
        await using var worker = await RunAsync(NoKey, "worker", "--address", "127.0.0.1:1");

        (await worker.ExitAsync()).ShouldBe(2);
        worker.Errors.ShouldContain("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        worker.Errors.ShouldContain("ALIBABA_CLOUD_OIDC_TOKEN_FILE");
        ShouldBeOneLine(worker);
    }

    [Fact]
    public async Task KeyOfACliProfile_IsTaken()
    {
        var home = Directory.CreateTempSubdirectory("sharedimages-home-");
        home.CreateSubdirectory(".aliyun");
        await File.WriteAllTextAsync(
            Path.Combine(home.FullName, ".aliyun", "config.json"),
            $$"""{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_id":"LTAIexampleOurs","access_key_secret":"{{Secret}}"}]}""");

        await using var worker = await RunAsync([.. NoKey, ("HOME", home.FullName)], "worker", "--address", "127.0.0.1:1");
        home.Delete(recursive: true);

        // It has come as far as Temporal.
        (await worker.ExitAsync()).ShouldBe(5);
        ShouldBeOneLine(worker);
    }

    [Fact]
    public async Task CredentialsThatCannotBeAskedFor_ExitsOneAndTriesNoOthers()
    {
        await using var worker = await RunAsync(
            [.. NoKey, ("ALIBABA_CLOUD_CREDENTIALS_URI", $"http://127.0.0.1:1/{Secret}")], "worker", "--address", "127.0.0.1:1");

        (await worker.ExitAsync()).ShouldBe(1);
        worker.Errors.ShouldContain("ECS calls cannot be signed now");
        worker.Errors.ShouldContain("the credentials URI at 127.0.0.1:1 cannot be connected to");
        ShouldBeOneLine(worker);
    }

    [Fact]
    public async Task LogForMachines_IsJsonOnStderrAlsoWhenTheStartFails()
    {
        await using var worker = await RunAsync([("SHAREDIMAGES_LOGLEVEL", "Debug")], "worker", "--log", "json", "--address", "127.0.0.1:1");

        (await worker.ExitAsync()).ShouldBe(5);
        worker.Output.ShouldBeEmpty();
        worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => JsonDocument.Parse(line).RootElement.ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task UnknownOption_ExitsTwo()
    {
        await using var worker = await RunAsync([], "worker", "--trust-everybody");

        (await worker.ExitAsync()).ShouldBe(2);
        worker.Errors.ShouldContain("--trust-everybody");
    }

    [Fact]
    public async Task SimulatorOnATakenPort_ExitsOneAndNamesIt()
    {
        await using var first = ProgramProcess.Start(new Dictionary<string, string>(StringComparer.Ordinal), "simulate", "--port", "0", "--output", "json");
        var port = new Uri(JsonDocument.Parse(await first.LineAsync("\"address\"")).RootElement.GetProperty("address").GetString()!).Port;

        await using var second = await RunAsync([], "simulate", "--port", $"{port}");
        await using var health = await RunAsync([], "health", "--url", $"http://127.0.0.1:{port}/");
        first.Signal("TERM");

        (await second.ExitAsync()).ShouldBe(1);
        second.Errors.ShouldContain($"The simulator cannot listen on 127.0.0.1, port {port}");
        // It answers, but no ECS answers 200 to a request without an action.
        (await health.ExitAsync()).ShouldBe(1);
        (await first.ExitAsync()).ShouldBe(0);
    }

    private static void ShouldBeOneLine(ProgramProcess worker)
    {
        worker.Errors.TrimEnd().ShouldNotContain("\n");
        worker.Errors.ShouldNotContain(Secret);
        worker.Output.ShouldBeEmpty();
    }

    private static Task<ProgramProcess> RunAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TEMPORAL_CONFIG_FILE"] = "/dev/null",
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAIexampleOurs",
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = Secret,
        };
        foreach (var (name, value) in environment)
        {
            all[name] = value;
        }

        return ProgramProcess.RunAsync(all, arguments);
    }
}
