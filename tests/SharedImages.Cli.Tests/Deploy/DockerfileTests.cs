using System.Text.Json.Nodes;
using SharedImages.Worker;

namespace SharedImages.Cli.Tests;

/// <summary>What deploy/Dockerfile says to our program is what the program knows.</summary>
public sealed class DockerfileTests
{
    [Fact]
    public void EntryPointWithDefaultArguments_RunsAWorker()
    {
        DeploymentFiles.List("ENTRYPOINT").ShouldBe([DeploymentFiles.Program]);
        ComposeFileTests.CommandOf(DeploymentFiles.List("CMD")).ShouldBe("worker");
    }

    [Fact]
    public void HealthCheck_AsksTheWorkersOwnEndpoint()
    {
        DeploymentFiles.List("HEALTHCHECK").ShouldBe([DeploymentFiles.Program, "health"]);
        var variable = Value("ENV").Split('=');
        var settings = WorkerSettings.Read(SettingsSources.Load(null, [KeyValuePair.Create(variable[0], (string?)variable[1])]));
        settings.Health.ShouldNotBeNull();
    }

    [Fact]
    public void PublishedProject_IsThere() =>
        File.Exists(Path.Combine(Checkout.Root, Value("RUN").Split(' ').Single(word => word.StartsWith("src/", StringComparison.Ordinal)), "SharedImages.Cli.csproj")).ShouldBeTrue();

    [Fact]
    public void User_IsNotRoot() => Value("USER").ShouldBe("$APP_UID");

    [Fact]
    public void BaseImages_ArePinnedToTheSdkThatTheRepositoryAsksFor()
    {
        var images = DeploymentFiles.Instructions.Where(instruction => instruction.Name == "FROM").Select(instruction => instruction.Value.Split(' ')[0].Split(':')).ToList();
        var wanted = Version.Parse(JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "global.json")))!["sdk"]!["version"]!.GetValue<string>());

        images.Select(image => image[0]).ShouldBe(["mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/aspnet"]);
        var (sdk, runtime) = (Version.Parse(images[0][1]), Version.Parse(images[1][1]));
        sdk.ShouldBeGreaterThanOrEqualTo(wanted);
        new[] { sdk.Major, runtime.Major }.ShouldAllBe(major => major == wanted.Major);
    }

    private static string Value(string name) => DeploymentFiles.Instructions.Single(instruction => instruction.Name == name).Value;
}
