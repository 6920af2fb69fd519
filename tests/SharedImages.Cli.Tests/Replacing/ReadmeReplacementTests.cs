using System.Text;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>The README's own replacement, rehearsed after the promotion whose image it takes.</summary>
public sealed class ReadmeReplacementTests
{
    private const string Region = "cn-shanghai";

    [Fact]
    public async Task TheExample_PutsWhatThePromotionLeftOnTheInstances()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var reading = OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(Example("kind: Replacement"))));
        reading.Errors.ShouldBeEmpty();
        var spec = (ReplacementSpec)reading.Spec!;
        var world = World();
        var trust = KindPrograms.Of(spec).Trust(world, spec) with { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] };
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), trust, new());
        var promotion = await RehearsedOperation.StartAsync(site, DevSpec.Read(), cancellation);
        (await promotion.Run.Handle.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);

        var replacement = await RehearsedOperation.StartAsync(site, spec, cancellation);
        var view = await replacement.FollowAsync(_ => { }, TimeSpan.FromSeconds(1), cancellation);
        var report = await replacement.ReportAsync(view, cancellation);

        var result = report.Result.ShouldBeOfType<ReplacementResult>();
        result.Outcome.ShouldBe(OperationOutcome.Completed, result.Summary);
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 3 });
        site.Simulator.State.Instances(SimulatorWorld.OurAccount).ShouldAllBe(instance => instance.Status == "Running" && instance.ImageId == result.Images[0].ImageId);
        var lines = ReplacementResultText.Lines(result).ToList();
        lines.ShouldContain("web-roll 2026.11.24: completed, 3 replaced");
        foreach (var outcome in result.Instances)
        {
            lines.ShouldContain($"  aliyun ecs CreateImage --region {Region} --SnapshotId {outcome.Former!.SnapshotId} --ImageName restore-{outcome.InstanceId}");
        }

        BoardText.Headline(view).ShouldBe("replace/web-roll/2026.11.24: ended, 3 of 3 instances as asked");
    }

    private static SimulatorWorld World()
    {
        var world = SimulatorWorld.Default();
        var ours = world.Account(SimulatorWorld.OurAccount);
        var fleet = ours with
        {
            Images = [new() { Region = Region, Id = "m-old", Name = "web-old" }],
            Instances = [.. Enumerable.Range(1, 3).Select(_ => new WorldInstance { Region = Region, Name = "web", Image = "m-old", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "web" } })],
        };
        return world with { Accounts = [fleet, .. world.Accounts.Where(account => account.Id != ours.Id)] };
    }

    // The block of YAML that holds the text.
    private static string Example(string text) =>
        File.ReadAllText(Path.Combine(Checkout.Root, "README.md")).Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.Contains(text, StringComparison.Ordinal));
}
