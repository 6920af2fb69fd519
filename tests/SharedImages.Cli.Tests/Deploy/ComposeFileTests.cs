using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Worker;
using Temporalio.Client;
using Temporalio.Common.EnvConfig;

namespace SharedImages.Cli.Tests;

/// <summary>What docker-compose.yml says to our program is what the program knows.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly JsonObject Worker = DeploymentFiles.Ours["worker"];
    private static readonly string[] SimulateCommand = DeploymentFiles.Texts(DeploymentFiles.Ours["simulator"]["command"]);

    public static TheoryData<string> OurServices => [.. DeploymentFiles.Ours.Keys];

    public static TheoryData<string> AllServices => [.. DeploymentFiles.Services.Select(service => service.Key)];

    [Theory]
    [MemberData(nameof(OurServices))]
    public void Command_IsOneOfTheProgram(string service) =>
        CommandOf(DeploymentFiles.Texts(DeploymentFiles.Ours[service]["command"])).ShouldNotBe("sharedimages");

    [Theory]
    [InlineData("worker")]
    [InlineData("simulator")]
    public void HealthCheck_IsTheProgramsOwn(string service)
    {
        var test = DeploymentFiles.Texts(DeploymentFiles.Ours[service]["healthcheck"]!["test"]);

        test[..2].ShouldBe(["CMD", DeploymentFiles.Program]);
        CommandOf(test[2..]).ShouldBe("health");
    }

    [Fact]
    public void WorkerEnvironment_IsTakenByTheWorker()
    {
        var settings = WorkerSettings.Read(SettingsSources.Load(null, DeploymentFiles.Environment(Worker)));

        settings.Ecs.Endpoint.ShouldBe(new Uri($"http://simulator:{OptionOf("--port")}"));
        settings.Trust.TrustedOwners.ShouldBe([SimulatorWorld.PublisherAccount]);
        settings.Trust.ShareRecipients.ShouldBe([SimulatorWorld.ConsumerAccount]);
        settings.Health.ShouldNotBeNull();
    }

    [Fact]
    public void WorkerEnvironment_HoldsTheSimulatorsKeyOfOurAccount()
    {
        var environment = DeploymentFiles.Environment(Worker);

        SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys.ShouldContain(new WorldAccessKey(
            environment[EnvironmentCredentialsProvider.AccessKeyIdVariable]!, environment[EnvironmentCredentialsProvider.AccessKeySecretVariable]!));
    }

    [Theory]
    [MemberData(nameof(OurServices))]
    public void EveryVariable_IsReadBySomePartOfTheProgram(string service)
    {
        var environment = DeploymentFiles.Environment(DeploymentFiles.Ours[service]);

        var temporal = ClientEnvConfig.LoadClientConnectOptions(new()
        {
            DisableFile = true,
            OverrideEnvVars = environment.Where(variable => variable.Key.StartsWith("TEMPORAL_", StringComparison.Ordinal)).ToDictionary(variable => variable.Key, variable => variable.Value!),
        });

        environment.Keys.Where(name => !IsRead(name, temporal)).ShouldBeEmpty();
        Should.NotThrow(() => WorkerSettings.Read(SettingsSources.Load(null, environment)));
    }

    [Theory]
    [InlineData("init")]
    [InlineData("worker")]
    public void TemporalAddress_IsTheServersPublishedPort(string service)
    {
        var published = DeploymentFiles.Texts(DeploymentFiles.Services["temporal"]!["ports"]).ShouldHaveSingleItem().Split(':');

        DeploymentFiles.Environment(DeploymentFiles.Ours[service])["TEMPORAL_ADDRESS"].ShouldBe($"temporal:{published[^1]}");
        // So that the program on the same machine needs no option.
        $"localhost:{published[^2]}".ShouldBe(TemporalConnector.DefaultAddress);
    }

    [Fact]
    public void SimulatorsPorts_AreThoseThatItOpens()
    {
        var published = DeploymentFiles.Texts(DeploymentFiles.Ours["simulator"]["ports"]).Select(mapping => mapping.Split(':')[^1]);

        published.ShouldBe([OptionOf("--port"), OptionOf("--admin-port")]);
        DeploymentFiles.Texts(DeploymentFiles.Ours["simulator"]["healthcheck"]!["test"])[^1].ShouldBe($"http://127.0.0.1:{OptionOf("--admin-port")}/info");
        IPAddress.Parse(OptionOf("--listen")).ShouldBe(IPAddress.Any);
        // The service's name, by which the other containers call it.
        OptionOf("--admin-host").ShouldBe("simulator");
    }

    [Fact]
    public void SimulatedWorld_LivesOnInAVolume_AsTemporalsPromotionsDo()
    {
        var volume = DeploymentFiles.Texts(DeploymentFiles.Ours["simulator"]["volumes"]).ShouldHaveSingleItem().Split(':');

        volume[0].ShouldNotStartWith(".");
        Path.GetDirectoryName(OptionOf("--state")).ShouldBe(volume[1]);
    }

    [Fact]
    public void WorkersGracePeriod_IsLongerThanItsShutdown()
    {
        var grace = DeploymentFiles.Text(Worker["stop_grace_period"]);

        grace.ShouldEndWith("s");
        TimeSpan.FromSeconds(double.Parse(grace[..^1], CultureInfo.InvariantCulture)).ShouldBeGreaterThan(WorkerHost.ShutdownTimeout);
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void LastingService_HasAHealthCheck(string service)
    {
        var isLasting = DeploymentFiles.Services[service]!["restart"] is not null;
        var hasTest = DeploymentFiles.Services[service]!["healthcheck"]?["test"] is not null;

        hasTest.ShouldBe(isLasting);
    }

    [Theory]
    [MemberData(nameof(OurServices))]
    public void Build_IsTheDockerfileOfThisRepository(string service)
    {
        var build = DeploymentFiles.Ours[service]["build"]!;

        DeploymentFiles.Text(build["context"]).ShouldBe(".");
        File.Exists(Path.Combine(Checkout.Root, DeploymentFiles.Text(build["dockerfile"]))).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void Image_IsPinned(string service)
    {
        var image = DeploymentFiles.Text(DeploymentFiles.Services[service]!["image"]);

        (image == DeploymentFiles.ProgramImage || PinnedTag().IsMatch(image)).ShouldBeTrue(image);
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void PublishedPorts_AreOnLoopback(string service)
    {
        if (DeploymentFiles.Services[service]!["ports"] is { } ports)
        {
            DeploymentFiles.Texts(ports).ShouldAllBe(mapping => mapping.StartsWith("127.0.0.1:", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void MountedFiles_AreThere(string service)
    {
        var mounts = DeploymentFiles.Services[service]!["volumes"] is { } volumes ? DeploymentFiles.Texts(volumes) : [];

        mounts.Where(mount => mount.StartsWith("./", StringComparison.Ordinal))
            .ShouldAllBe(mount => File.Exists(Path.Combine(Checkout.Root, mount.Split(':', StringSplitOptions.None)[0])));
    }

    internal static string CommandOf(string[] arguments)
    {
        var parsed = ProgramCommands.Create().Parse(arguments);

        parsed.Errors.Select(error => error.Message).ShouldBeEmpty();
        return parsed.CommandResult.Command.Name;
    }

    private static string OptionOf(string name) => SimulateCommand[Array.IndexOf(SimulateCommand, name) + 1];

    private static bool IsRead(string name, TemporalClientConnectOptions temporal) => name switch
    {
        "TEMPORAL_ADDRESS" => temporal.TargetHost is not null,
        "TEMPORAL_NAMESPACE" => temporal.Namespace is not null,
        EnvironmentCredentialsProvider.AccessKeyIdVariable or EnvironmentCredentialsProvider.AccessKeySecretVariable => true,
        // The reader of the settings tells which of these there are.
        _ => name.StartsWith(SettingsSources.VariablePrefix, StringComparison.Ordinal),
    };

    [GeneratedRegex(@"^[a-z/-]+:\d+\.\d+[\w.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PinnedTag();
}
