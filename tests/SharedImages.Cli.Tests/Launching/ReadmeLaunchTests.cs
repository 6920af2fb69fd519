using System.Text.Json;
using System.Text.RegularExpressions;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli.Tests;

/// <summary>The launch that the README shows does what it says, in the built-in world.</summary>
[Collection(ProgramRun.Collection)]
public sealed partial class ReadmeLaunchTests
{
    [Fact]
    public async Task TheExample_LaunchesAndTestsThreeInstances()
    {
        var region = (await ResultAsync(Example("kind: Launch"))).GetProperty("regions")[0];

        region.GetProperty("instances").GetArrayLength().ShouldBe(3);
        region.GetProperty("instances").EnumerateArray().ShouldAllBe(instance => instance.GetProperty("tests")[0].GetProperty("passed").GetBoolean());
    }

    [Fact]
    public async Task TheExampleOfAPromotion_WithTestAndLaunch_TestsEachCopyAndLaunchesTwo()
    {
        var result = await ResultAsync(Example("kind: Promotion") + Example("    instanceTypes: [ecs.g7.large]\n    vSwitches: {"));

        result.GetProperty("regions").GetArrayLength().ShouldBe(2);
        result.GetProperty("regions").EnumerateArray().ShouldAllBe(region => region.GetProperty("tests")[0].GetProperty("passed").GetBoolean());
        result.GetProperty("launch").GetProperty("regions")[0].GetProperty("instances").GetArrayLength().ShouldBe(2);
    }

    private static async Task<JsonElement> ResultAsync(string spec)
    {
        var file = Path.Combine(Path.GetTempPath(), $"launch-{Guid.NewGuid():N}.yaml");
        try
        {
            await File.WriteAllTextAsync(file, spec, TestContext.Current.CancellationToken);
            var run = await ProgramRun.OfAsync("rehearse", file, "--output", "json");
            run.ExitCode.ShouldBe(ExitCode.Done, string.Join('\n', [.. run.Errors, .. run.Output]));
            return JsonElement.Parse(string.Join('\n', run.Output)).GetProperty("result");
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The block that holds the text; what stands in it for ids of one's own is replaced by those of the built-in world.
    private static string Example(string holds)
    {
        var world = SimulatorWorld.Default();
        var text = Blocks().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "README.md"))).Select(block => block.Groups["yaml"].Value).Single(yaml => yaml.Contains(holds, StringComparison.Ordinal));
        foreach (var region in world.Account(SimulatorWorld.OurAccount).Keys.Select(key => key.Region))
        {
            text = text
                .Replace($"sg-of-{region}", world.SecurityGroupsOf(region)[0], StringComparison.Ordinal)
                .Replace($"KEY-OF-{region.ToUpperInvariant()}", world.Account(SimulatorWorld.OurAccount).KeyIn(region), StringComparison.Ordinal);
            foreach (var zone in world.ZonesOf(region))
            {
                text = text.Replace($"vsw-of-{zone.Id}", zone.VSwitches[0], StringComparison.Ordinal);
            }
        }

        return text;
    }

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();
}
