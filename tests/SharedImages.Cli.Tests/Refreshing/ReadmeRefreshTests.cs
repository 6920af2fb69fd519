using System.Text;
using System.Text.RegularExpressions;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>The README's own refresh and the documents' specs.</summary>
public sealed partial class ReadmeRefreshTests
{
    [Fact]
    public async Task TheExample_MakesWhatIsMissingAndThenHasNothingToDo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var world = SimulatorWorld.Default();
        var ours = world.Account(SimulatorWorld.OurAccount);
        var text = Key.Replace(Blocks("README.md").Single(block => block.Contains("kind: Refresh", StringComparison.Ordinal)), key => ours.KeyIn(key.Groups["region"].Value.ToLowerInvariant()));
        var reading = OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(text)));
        reading.Errors.ShouldBeEmpty();
        var spec = (RefreshSpec)reading.Spec!;
        await using var site = await RehearsalSite.StartAsync(world, ours, KindPrograms.Of(spec).Trust(world, spec), new());

        var first = await RunAsync(site, spec, cancellation);
        var second = await RunAsync(site, spec, cancellation);

        first.Outcome.ShouldBe(OperationOutcome.Completed);
        first.Regions.ShouldAllBe(region => region.Found == RegionState.Missing && region.State == ItemState.Done);
        first.Channels.Select(channel => (channel.Channel, channel.State)).ShouldBe([("dev", ItemState.Done), ("prod", ItemState.Pending)]);
        second.Outcome.ShouldBe(OperationOutcome.Completed);
        second.Regions.ShouldAllBe(region => region.Found == RegionState.Current);
        second.Promotion.ShouldBeNull();
        RefreshResultText.Lines(second).ShouldContain("dev points to 2026.11.24");
        site.ImagesMade.ShouldBe(2);
    }

    [Theory]
    [InlineData("docs/retiring.md", "kind: Retirement")]
    [InlineData("docs/leftovers.md", "kind: Sweep")]
    public void ADocumentsSpec_CanBeRead(string document, string kind) =>
        OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(Blocks(document).Single(block => block.Contains(kind, StringComparison.Ordinal))))).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("docs/refresh.md", "schedule:")]
    [InlineData("docs/retiring.md", "keep:")]
    public void ADocumentsField_CanBeReadInTheExample(string document, string field)
    {
        var example = Blocks("README.md").Single(block => block.Contains("kind: Refresh", StringComparison.Ordinal));
        var others = example.Split('\n').Where(line => !line.StartsWith(field, StringComparison.Ordinal));
        var text = string.Join('\n', others.Append(Blocks(document).Single(block => block.StartsWith(field, StringComparison.Ordinal))));

        OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(text))).Errors.ShouldBeEmpty();
    }

    private static async Task<RefreshResult> RunAsync(RehearsalSite site, RefreshSpec spec, CancellationToken cancellation)
    {
        var refresh = await RehearsedOperation.StartAsync(site, spec, cancellation);
        return (await refresh.ReportAsync(await refresh.FollowAsync(_ => { }, TimeSpan.FromSeconds(10), cancellation), cancellation)).Result.ShouldBeOfType<RefreshResult>();
    }

    private static IEnumerable<string> Blocks(string document) =>
        File.ReadAllText(Path.Combine(Checkout.Root, document)).Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]);

    [GeneratedRegex(@"KEY-OF-(?<region>[A-Z0-9-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Key { get; }
}
