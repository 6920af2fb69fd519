using System.Text.Json;
using System.Text.RegularExpressions;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli.Tests;

/// <summary>The launch that the README shows does what it says, in the built-in world.</summary>
[Collection(ProgramRun.Collection)]
public sealed partial class ReadmeLaunchTests
{
    private const string Region = "cn-hangzhou";

    [Fact]
    public async Task TheExample_LaunchesAndTestsThreeInstances()
    {
        var file = Path.Combine(Path.GetTempPath(), $"launch-{Guid.NewGuid():N}.yaml");
        try
        {
            await File.WriteAllTextAsync(file, Example(), TestContext.Current.CancellationToken);

            var run = await ProgramRun.OfAsync("rehearse", file, "--output", "json");

            run.ExitCode.ShouldBe(ExitCode.Done, string.Join('\n', run.Errors));
            using var report = JsonDocument.Parse(string.Join('\n', run.Output));
            var region = report.RootElement.GetProperty("result").GetProperty("regions")[0];
            region.GetProperty("instances").GetArrayLength().ShouldBe(3);
            region.GetProperty("instances").EnumerateArray().ShouldAllBe(instance => instance.GetProperty("tests")[0].GetProperty("passed").GetBoolean());
        }
        finally
        {
            File.Delete(file);
        }
    }

    // What stands for ids of one's own is replaced by those of the built-in world.
    private static string Example()
    {
        var world = SimulatorWorld.Default();
        var text = Blocks().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "README.md"))).Select(block => block.Groups["yaml"].Value).Single(yaml => yaml.Contains("kind: Launch", StringComparison.Ordinal));
        foreach (var zone in world.ZonesOf(Region))
        {
            text = text.Replace($"vsw-of-{zone.Id}", zone.VSwitches[0], StringComparison.Ordinal);
        }

        return text
            .Replace($"sg-of-{Region}", world.SecurityGroupsOf(Region)[0], StringComparison.Ordinal)
            .Replace("KEY-OF-CN-HANGZHOU", world.Account(SimulatorWorld.OurAccount).KeyIn(Region), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();
}
