using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SharedImages.Flows.Tests;
using Temporalio.Client;

namespace SharedImages.EndToEnd;

/// <summary>A whole site of real processes: simulator and worker, on the shared dev server, on an own task queue.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Home = "cn-hangzhou";
    public const string Ours = "1000000000000001";
    public const string Publisher = "2000000000000002";
    public const string Consumer = "3000000000000003";
    public const string EncryptedImage = "m-bp1webbaseencr000001";
    public const string PlainImage = "m-bp1webbaseplain00001";

    private static readonly HttpClient Http = new();

    private readonly ProgramProcess simulator;
    private readonly JsonElement info;
    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-").FullName;
    private readonly List<ProgramProcess> workers = [];

    private Site(ITemporalClient client, ProgramProcess simulator, JsonElement info)
    {
        Client = client;
        this.simulator = simulator;
        this.info = info;
        Environment = new(StringComparer.Ordinal)
        {
            ["TEMPORAL_ADDRESS"] = client.Connection.Options.TargetHost!,
            ["TEMPORAL_CONFIG_FILE"] = "/dev/null",
            ["SHAREDIMAGES_TASKQUEUE"] = TaskQueue,
            ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAIexampleOurs",
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "example-secret-of-Ours",
            ["SHAREDIMAGES_ECS__ENDPOINT"] = info.GetProperty("address").GetString()!,
            ["SHAREDIMAGES_TRUSTEDOWNERS"] = Publisher,
            ["SHAREDIMAGES_SHARERECIPIENTS"] = Consumer,
            ["SHAREDIMAGES_HEALTH__PORT"] = "0",
            ["SHAREDIMAGES_WAITING__FIRSTDELAY"] = "300ms",
            ["SHAREDIMAGES_WAITING__SHORTESTDELAY"] = "100ms",
            ["SHAREDIMAGES_WAITING__LONGESTDELAY"] = "900ms",
            ["SHAREDIMAGES_WAITING__VISIBILITYGRACE"] = "5s",
        };
    }

    public ITemporalClient Client { get; }

    public string TaskQueue { get; } = $"e2e-{Guid.NewGuid():N}";

    public string Version { get; } = Guid.NewGuid().ToString("N")[..12];

    public string WorkflowId => ContractNames.WorkflowId("web-base", Version);

    /// <summary>What the programs of this site run with.</summary>
    public Dictionary<string, string> Environment { get; }

    public static async Task<Site> StartAsync(TemporalServer server, double speed = 100)
    {
        var client = server.Environment.Client;
        var simulator = ProgramProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal),
            "simulate", "--port", "0", "--admin-port", "0", "--speed", speed.ToString(CultureInfo.InvariantCulture), "--output", "json");
        var info = JsonDocument.Parse(await simulator.LineAsync("\"address\"")).RootElement;
        return new(client, simulator, info);
    }

    /// <param name="differences">What one worker's environment has otherwise.</param>
    public async Task<ProgramProcess> StartWorkerAsync(IReadOnlyDictionary<string, string>? differences = null)
    {
        var environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal);
        foreach (var (name, value) in differences ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }

        var worker = ProgramProcess.Start(environment, "worker", "--log", "json");
        workers.Add(worker);
        await worker.LineAsync("Worker ready");
        return worker;
    }

    public string KeyIn(string region) => info.GetProperty("accounts").EnumerateArray()
        .Single(account => account.GetProperty("id").GetString() == Ours)
        .GetProperty("keys").EnumerateArray()
        .Single(key => key.GetProperty("region").GetString() == region)
        .GetProperty("id").GetString()!;

    /// <summary>The first vSwitch of each zone of a region, by the zone's id.</summary>
    public IReadOnlyDictionary<string, string> VSwitchesIn(string region) => info.GetProperty("zones").EnumerateArray()
        .Where(zone => zone.GetProperty("region").GetString() == region)
        .ToDictionary(zone => zone.GetProperty("id").GetString()!, zone => zone.GetProperty("vSwitches")[0].GetString()!, StringComparer.Ordinal);

    public string SecurityGroupIn(string region) => info.GetProperty("securityGroups").EnumerateArray()
        .First(group => group.GetProperty("region").GetString() == region)
        .GetProperty("id").GetString()!;

    /// <summary>Lets workers that start from now on launch and test instances, and replace the disks of those of role web.</summary>
    public void AllowInstances()
    {
        Environment["SHAREDIMAGES_LAUNCHING__MAXINSTANCES"] = "50";
        Environment["SHAREDIMAGES_LAUNCHING__INSTANCETYPES"] = "ecs.g7.*";
        Environment["SHAREDIMAGES_LAUNCHING__NETWORKS"] = "vsw-*,sg-*";
        Environment["SHAREDIMAGES_TESTING__COMMANDS"] = "true";
        Environment["SHAREDIMAGES_REPLACING__INSTANCETAGS"] = "role=web";
        Environment["SHAREDIMAGES_REPLACING__MAXINSTANCES"] = "50";
    }

    /// <summary>A launch of instances of role web at home, from the shared plain image.</summary>
    public string LaunchSpec(int count) => LaunchImageSpec($"owner: \"{Publisher}\", imageId: {PlainImage}", count, Home);

    /// <summary>A launch of instances of role web in a region, from what a promotion left there.</summary>
    public string LaunchSpec(string promotion, int count, string region) => LaunchImageSpec($"promotion: {promotion}", count, region);

    /// <summary>The encrypted shared image on the instances of role web at home, one after the other.</summary>
    public string ReplacementSpec() => WriteSpec($$"""
        apiVersion: sharedimages/v1
        kind: Replacement
        name: web-roll
        version: "{{Version}}"
        image: { owner: "{{Publisher}}", imageId: {{EncryptedImage}} }
        instances:
          - { region: {{Home}}, tags: { role: web }, kmsKeyId: {{KeyIn(Home)}} }
        pace: { maxUnavailable: 1, canary: 1 }
        keepOldDisk: 7d
        onFailure: formerImage
        """);

    /// <summary>Writes a spec of the encrypted shared image to the regions and returns the file.</summary>
    public string SpecFile(params string[] regions) => WriteSpec($$"""
        apiVersion: sharedimages/v1
        kind: Promotion
        name: web-base
        version: "{{Version}}"
        source: { region: {{Home}}, owner: "{{Publisher}}", imageId: {{EncryptedImage}} }
        intake: { kmsKeyId: {{KeyIn(Home)}}, after: keep }
        targets:
        {{string.Join('\n', regions.Select(Target))}}
        image: { name: "web-base-{{Version}}", description: Hardened web base, family: web-base, tags: { team: platform } }
        share: { accounts: ["{{Consumer}}"] }
        onFailure: keep
        """);

    public string WriteSpec(string text)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, text + "\n");
        return file;
    }

    public Task<ProgramProcess> RunAsync(params string[] arguments) => ProgramProcess.RunAsync(Environment, arguments);

    /// <summary>Our images, as the simulator itself knows them.</summary>
    public async Task<IReadOnlyList<JsonElement>> OurImagesAsync() =>
        [.. (await StateAsync()).GetProperty("images").EnumerateArray().Where(image => image.GetProperty("account").GetString() == Ours)];

    /// <summary>Our instances, likewise.</summary>
    public async Task<IReadOnlyList<JsonElement>> OurInstancesAsync() =>
        [.. (await StateAsync()).GetProperty("instances").EnumerateArray().Where(instance => instance.GetProperty("account").GetString() == Ours)];

    /// <summary>How many resources of a kind a call has made, those that are gone included, by the simulator's ledger.</summary>
    public async Task<int> MadeAsync(string kind, string action) => (await MadeByAsync(kind, action)).Count;

    /// <summary>What the ledger says of each of them.</summary>
    public async Task<IReadOnlyList<JsonElement>> MadeByAsync(string kind, string action) => [.. (await LedgerAsync()).GetProperty("entries").EnumerateArray().Where(entry =>
        (entry.GetProperty("kind").GetString(), entry.GetProperty("effect").GetString()) == (kind, "made") && entry.TryGetProperty("action", out var by) && by.GetString() == action)];

    public Task<JsonElement> LedgerAsync() => Http.GetFromJsonAsync<JsonElement>(Admin("/ledger"));

    public Task<JsonElement> StateAsync() => Http.GetFromJsonAsync<JsonElement>(Admin("/state"));

    /// <summary>Scripts a fault and returns its id.</summary>
    public async Task<string> AddFaultAsync(object fault)
    {
        using var answer = await Http.PostAsJsonAsync(Admin("/faults"), fault);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async Task ReleaseAsync(string fault) => (await Http.PostAsync(Admin($"/faults/{fault}/release"), null)).EnsureSuccessStatusCode();

    public async Task RemoveFaultAsync(string fault) => (await Http.DeleteAsync(Admin($"/faults/{fault}"))).EnsureSuccessStatusCode();

    public async Task PostAsync(string path) => (await Http.PostAsync(Admin(path), null)).EnsureSuccessStatusCode();

    public Task UntilHoldingAsync(string fault) => EventuallyAsync(async () =>
        (await Http.GetFromJsonAsync<JsonElement>(Admin("/faults"))).ToString() is { } all && Holding(JsonDocument.Parse(all).RootElement, fault));

    public static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        // Never to be seen but where something hangs: all test projects and their processes share the machine.
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            await ticks.WaitForNextTickAsync(timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }

        await simulator.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static bool Holding(JsonElement faults, string id)
    {
        var list = faults.ValueKind == JsonValueKind.Array ? faults : faults.GetProperty("faults");
        return list.EnumerateArray().Any(fault => fault.GetProperty("id").GetString() == id && fault.GetProperty("isHolding").GetBoolean());
    }

    private string LaunchImageSpec(string image, int count, string region) => WriteSpec($$"""
        apiVersion: sharedimages/v1
        kind: Launch
        name: web
        version: "{{Version}}"
        image: { {{image}} }
        targets:
          - region: {{region}}
            count: {{count}}
            instanceTypes: [ecs.g7.large]
            vSwitches: [{{string.Join(", ", VSwitchesIn(region).Values)}}]
            securityGroups: [{{SecurityGroupIn(region)}}]
        instance: { name: web, tags: { role: web } }
        onFailure: undo
        """);

    private string Target(string region) => $"  - {{ region: {region}, kmsKeyId: {KeyIn(region)} }}";

    private Uri Admin(string path) => new(info.GetProperty("adminAddress").GetString() + path);
}
