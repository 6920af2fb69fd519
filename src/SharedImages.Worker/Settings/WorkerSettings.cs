using Microsoft.Extensions.Configuration;
using Serilog.Events;
using SharedImages.Activities;
using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Worker;

/// <summary>All settings of a worker. How Temporal is reached is not among them: that is Temporal's own configuration (<see cref="TemporalConnector"/>).</summary>
public sealed record WorkerSettings
{
    private const string OtherActions = "Others";

    private static readonly string[] LogLevels = ["Debug", "Information", "Warning", "Error"];

    private static readonly string[] LimitedActions = [.. typeof(IEcsClient).GetMethods().Select(method => method.Name[..^"Async".Length]), OtherActions];

    /// <summary>Queue to poll.</summary>
    public string TaskQueue { get; init; } = ContractNames.TaskQueue;

    /// <summary>The account that the credentials must be of; null = any.</summary>
    public string? Account { get; init; }

    /// <summary>Name of this deployment, one in the account, which each copy is tagged with; null = <see cref="InstallationName.Of"/>.</summary>
    public string? Installation { get; init; }

    /// <summary>Whose images are taken, and whom ours may be shared with.</summary>
    public TrustOptions Trust { get; init; } = new();

    /// <summary>How patiently copies are waited for.</summary>
    public WaitingOptions Waiting { get; init; } = new();

    /// <summary>How ECS is reached.</summary>
    public EcsClientOptions Ecs { get; init; } = new();

    /// <summary>What carries the calls to ECS.</summary>
    public EcsCarrier EcsCarrier { get; init; }

    /// <summary>Where the health endpoint listens; null = there is none.</summary>
    public HealthOptions? Health { get; init; }

    /// <summary>The least important events that are logged.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary>Reads and checks all settings.</summary>
    /// <param name="configuration">From <see cref="SettingsSources.Load"/>.</param>
    /// <exception cref="SettingsException">Names everything that is wrong.</exception>
    public static WorkerSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = new WorkerSettings
        {
            TaskQueue = reader.Text("TaskQueue", text => text.Length <= 200, "the name of a task queue, at most 200 characters") ?? ContractNames.TaskQueue,
            Account = reader.Text("Account", IsAccount, "an account id, 1 to 20 digits"),
            Installation = reader.Text("Installation", InstallationName.Is, "a name of at most 128 letters, digits and . _ : / @ -"),
            Trust = new()
            {
                TrustedOwners = Accounts(reader, "TrustedOwners"),
                ShareRecipients = Accounts(reader, "ShareRecipients"),
                OwnCopies = reader.Flag("Trust:OwnCopies"),
                Launching = ReadLaunching(reader),
                Testing = new() { Commands = ReadTexts(reader, "Testing:Commands") },
                Replacing = ReadReplacing(reader),
            },
            Waiting = ReadWaiting(reader),
            Ecs = ReadEcs(reader),
            EcsCarrier = Enum.Parse<EcsCarrier>(reader.Text("Ecs:Client", EcsCarriers.Names.Contains, EcsCarriers.Choice) ?? EcsCarriers.Names[0], ignoreCase: true),
            Health = ReadHealth(reader),
            LogLevel = Enum.Parse<LogEventLevel>(reader.Text("LogLevel", LogLevels.Contains, string.Join(", ", LogLevels)) ?? nameof(LogEventLevel.Information)),
        };
        reader.End();
        return settings;
    }

    private static IReadOnlyList<string> Accounts(SettingsReader reader, string key) =>
        reader.List(key, IsAccount, "account ids, 1 to 20 digits each, separated by commas");

    private static ReplacingOptions ReadReplacing(SettingsReader reader) => new()
    {
        InstanceTags = [.. reader.List("Replacing:InstanceTags", IsTag, "tags as key=value, separated by commas").Select(TagOf)],
        MaxInstances = reader.Number("Replacing:MaxInstances", 0, ReplacementSpecReader.MaxInstances) ?? 0,
    };

    private static bool IsTag(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and <= 128 && text.Length <= 257;

    private static Tag TagOf(string text) => new(text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private static bool IsAccount(string text) => text.Length is >= 1 and <= 20 && text.All(char.IsAsciiDigit);

    private static LaunchingOptions ReadLaunching(SettingsReader reader) => new()
    {
        MaxInstances = reader.Number("Launching:MaxInstances", 0, 100_000) ?? 0,
        InstanceTypes = Patterns(reader, "Launching:InstanceTypes"),
        Networks = Patterns(reader, "Launching:Networks"),
        Roles = Patterns(reader, "Launching:Roles"),
        KeyPairs = Patterns(reader, "Launching:KeyPairs"),
        UserData = ReadTexts(reader, "Launching:UserData"),
    };

    private static IReadOnlyList<string> Patterns(SettingsReader reader, string key) =>
        reader.List(key, text => text.Length is >= 1 and <= 128 && !text.Any(char.IsWhiteSpace), "patterns of at most 128 characters each, with * for any, separated by commas");

    // false, true, or the digests of the texts that are allowed.
    private static AllowedTexts ReadTexts(SettingsReader reader, string key)
    {
        var items = reader.List(key, text => IsFlag(text) || IsDigest(text), "true, false, or SHA-256 digests of the texts that are allowed, 64 hex digits each, separated by commas");
        if (items.Count > 1 && items.Any(IsFlag))
        {
            reader.Wrong(key, "mixes true or false with digests; give one or the other");
        }

        return new(items.Any(item => bool.TryParse(item, out var all) && all), [.. items.Where(IsDigest)]);
    }

    private static bool IsFlag(string text) => bool.TryParse(text, out _);

    private static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static WaitingOptions ReadWaiting(SettingsReader reader)
    {
        var usual = new WaitingOptions();
        var waiting = new WaitingOptions
        {
            FirstDelay = reader.Duration("Waiting:FirstDelay", usual.FirstDelay),
            ShortestDelay = reader.Duration("Waiting:ShortestDelay", usual.ShortestDelay),
            LongestDelay = reader.Duration("Waiting:LongestDelay", usual.LongestDelay),
            StallTime = reader.Duration("Waiting:StallTime", usual.StallTime),
            VisibilityGrace = reader.Duration("Waiting:VisibilityGrace", usual.VisibilityGrace),
            Patience = reader.Duration("Waiting:Patience", usual.Patience),
        };
        if (waiting.ShortestDelay > waiting.LongestDelay)
        {
            reader.Wrong("Waiting:ShortestDelay", $"is {waiting.ShortestDelay}, longer than Waiting:LongestDelay, which is {waiting.LongestDelay}; give a shorter one");
        }

        return waiting;
    }

    private static EcsClientOptions ReadEcs(SettingsReader reader)
    {
        var ecs = new EcsClientOptions
        {
            Endpoint = reader.Address("Ecs:Endpoint"),
            StsEndpoint = reader.Address("Ecs:StsEndpoint"),
            RegionEndpoints = reader.Addresses("Ecs:RegionEndpoints"),
            HomeRegion = reader.Text("Ecs:HomeRegion", RegionForm.Is, "a region id, such as cn-hangzhou") ?? new EcsClientOptions().HomeRegion,
            AllowHttp = reader.Flag("Ecs:AllowHttp"),
            Network = Enum.Parse<EcsNetwork>(reader.Text("Ecs:Network", Enum.GetNames<EcsNetwork>().Contains, string.Join(" or ", Enum.GetNames<EcsNetwork>())) ?? nameof(EcsNetwork.Public)),
            Proxy = reader.Address("Ecs:Proxy", "http://proxy:3128"),
            CallLimits = ReadCallLimits(reader),
        };
        CheckHttp(reader, "Ecs:Endpoint", ecs.Endpoint, ecs.AllowHttp);
        CheckHttp(reader, "Ecs:StsEndpoint", ecs.StsEndpoint, ecs.AllowHttp);
        foreach (var (region, endpoint) in ecs.RegionEndpoints)
        {
            CheckHttp(reader, $"Ecs:RegionEndpoints:{region}", endpoint, ecs.AllowHttp);
        }

        return ecs;
    }

    private static CallLimits ReadCallLimits(SettingsReader reader)
    {
        var usual = new CallLimits();
        var given = reader.Numbers("Ecs:CallLimits", LimitedActions, 1, 1_000_000);
        return new()
        {
            OfOthers = given.TryGetValue(OtherActions, out var others) ? others : usual.OfOthers,
            OfActions = usual.OfActions
                .Where(limit => !given.ContainsKey(limit.Key))
                .Concat(given.Where(limit => limit.Key != OtherActions))
                .ToDictionary(StringComparer.Ordinal),
        };
    }

    private static void CheckHttp(SettingsReader reader, string key, Uri? endpoint, bool allowHttp)
    {
        if (endpoint is { IsLoopback: false } && endpoint.Scheme == Uri.UriSchemeHttp && !allowHttp)
        {
            reader.Wrong(key, $"is \"{endpoint}\", plain HTTP to another machine; use https, or set Ecs:AllowHttp ({SettingsSources.VariableOf("Ecs:AllowHttp")}) to true if this is a test with a simulator");
        }
    }

    private static HealthOptions? ReadHealth(SettingsReader reader)
    {
        var address = reader.Interface("Health:Address");
        var port = reader.Number("Health:Port", 0, 65535);
        if (address is not null && port is null)
        {
            reader.Wrong("Health:Address", $"is set without Health:Port ({SettingsSources.VariableOf("Health:Port")}); set both or none");
        }

        return port is null ? null : new(address ?? System.Net.IPAddress.Loopback, port.Value);
    }
}
