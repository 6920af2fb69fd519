using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SharedImages.Flows.Tests;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace SharedImages.EndToEnd;

/// <summary>A worker that cannot work says why, and ends unless that may pass. Only the tests of who it is need a server.</summary>
public sealed class WorkerStartTests(TemporalServer server)
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
        worker.Errors.ShouldContain("name another server with --address or TEMPORAL_ADDRESS");
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
            [("SHAREDIMAGES_TRUSTEDOWNERS", "acme"), ("SHAREDIMAGES_ECS__ENDPIONT", "http://127.0.0.1:1"), ("SHAREDIMAGES_HEALTH__PORT", "99999")], "worker");

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
    public async Task KnownAccount_ReadyNamesIt()
    {
        await using var site = await Site.StartAsync(server);
        site.Environment["SHAREDIMAGES_ACCOUNT"] = Site.Ours;

        var worker = await site.StartWorkerAsync();
        worker.Signal("TERM");

        (await worker.ExitAsync()).ShouldBe(0);
        var lines = worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var ready = lines.Single(line => line.TryGetProperty("Account", out _));
        ready.GetProperty("level").GetString().ShouldBe("Information");
        ready.GetProperty("message").GetString().ShouldStartWith($"Worker ready: account {Site.Ours} as root, access key ");
        ready.GetProperty("Installation").GetString().ShouldBe($"default@{site.Environment["TEMPORAL_ADDRESS"]}");
        ready.GetProperty("TaskQueue").GetString().ShouldBe(site.TaskQueue);
    }

    [Fact]
    public async Task AnotherAccount_ExitsTwoAndNamesBoth()
    {
        await using var site = await Site.StartAsync(server);
        site.Environment["SHAREDIMAGES_ACCOUNT"] = Site.Publisher;

        await using var worker = await site.RunAsync("worker");

        (await worker.ExitAsync()).ShouldBe(2);
        worker.Errors.ShouldContain($"SharedImages:Account (SHAREDIMAGES_ACCOUNT) is {Site.Publisher}, but the credentials are of account {Site.Ours}");
        ShouldBeOneLine(worker);
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "wrong", "SignatureDoesNotMatch", "give the worker the right secret")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAIexampleNobody", "InvalidAccessKeyId.NotFound", "enable the access key or give the worker another")]
    [InlineData("ALIBABA_CLOUD_SECURITY_TOKEN", "expired", "InvalidSecurityToken", "give the worker fresh temporary credentials")]
    public async Task CredentialsThatAreRefused_ExitsOneWithTheReasonAndTheRemedy(string variable, string value, string reason, string remedy)
    {
        await using var site = await Site.StartAsync(server);
        site.Environment[variable] = value;

        await using var worker = await site.RunAsync("worker");

        (await worker.ExitAsync()).ShouldBe(1);
        worker.Errors.ShouldContain("FTL Cannot find out of which account the credentials are: GetCallerIdentity in cn-hangzhou: ");
        worker.Errors.ShouldContain(reason);
        worker.Errors.ShouldContain(remedy);
        ShouldBeOneLine(worker);
    }

    [Fact]
    public async Task StsThatDoesNotAnswer_NothingIsPolledUntilItDoes()
    {
        await using var site = await Site.StartAsync(server);
        var fault = await site.AddFaultAsync(new { kind = "serverError", action = "GetCallerIdentity", times = 1_000 });
        var port = FreePort();
        site.Environment["SHAREDIMAGES_HEALTH__PORT"] = $"{port}";
        await using var worker = ProgramProcess.Start(site.Environment, "worker", "--log", "json");
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };

        await worker.LineAsync("The account is not known, so nothing is polled: GetCallerIdentity in cn-hangzhou: InternalError");
        using var waiting = await http.GetAsync("ready");
        waiting.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await waiting.Content.ReadAsStringAsync()).ShouldStartWith("The account is not known, so nothing is polled: GetCallerIdentity");
        (await http.GetStringAsync("live")).ShouldBe("live\n");
        (await PollersAsync(site)).ShouldBe(0);

        await site.RemoveFaultAsync(fault);
        await worker.LineAsync("Worker ready");
        (await http.GetStringAsync("ready")).ShouldBe("ready\n");
        await Site.EventuallyAsync(async () => await PollersAsync(site) > 0);
        worker.Errors.Split('\n').Count(line => line.Contains("nothing is polled", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task StsThatDoesNotAnswer_ASignalEndsTheWorker(string signal)
    {
        await using var site = await Site.StartAsync(server);
        site.Environment["SHAREDIMAGES_ECS__STSENDPOINT"] = "http://127.0.0.1:1";
        await using var worker = ProgramProcess.Start(site.Environment, "worker");
        await worker.LineAsync("nothing is polled");

        worker.Signal(signal);

        (await worker.ExitAsync()).ShouldBe(0);
        worker.Errors.ShouldContain("Worker stopped");
        worker.Errors.ShouldNotContain("Worker ready");
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

    private static async Task<int> PollersAsync(Site site)
    {
        var queue = await site.Client.WorkflowService.DescribeTaskQueueAsync(new DescribeTaskQueueRequest
        {
            Namespace = site.Client.Options.Namespace,
            TaskQueue = new TaskQueue { Name = site.TaskQueue },
            TaskQueueType = TaskQueueType.Workflow,
        });
        return queue.Pollers.Count;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
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
