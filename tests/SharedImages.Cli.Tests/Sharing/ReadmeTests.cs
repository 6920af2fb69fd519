using System.Text;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>The README's own sharing, rehearsed after the promotion whose images it shares.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task TheExample_SharesWhatThePromotionLeftInEveryRegion()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var reading = OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(Example("kind: Sharing"))));
        reading.Errors.ShouldBeEmpty();
        var spec = (SharingSpec)reading.Spec!;
        var world = SimulatorWorld.Default();
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), KindPrograms.Of(spec).Trust(world, spec), new());
        var promotion = await RehearsedOperation.StartAsync(site, DevSpec.Read(), cancellation);
        (await promotion.Run.Handle.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);

        var sharing = await RehearsedOperation.StartAsync(site, spec, cancellation);
        var view = await sharing.FollowAsync(_ => { }, TimeSpan.FromSeconds(1), cancellation);
        var report = await sharing.ReportAsync(view, cancellation);

        var result = report.Result.ShouldBeOfType<SharingResult>();
        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Images.Count.ShouldBe(6);
        result.Images.ShouldAllBe(image => image.SharedWith.SequenceEqual(spec.Add, StringComparer.Ordinal));
        result.Images.Select(image => site.Simulator.State.Shares(image.ImageId)).ShouldAllBe(accounts => accounts.SequenceEqual(spec.Add, StringComparer.Ordinal));
        report.CopiesAsked.ShouldBeNull();
        report.Lines().ShouldNotContain(line => line.Contains("copies", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AListing_SaysOfEachRunWhatItIs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var world = SimulatorWorld.Default();
        var spec = SharingRequest.OfPromotion("web-base/1", [SimulatorWorld.ConsumerAccount], [], confirmed: false);
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), KindPrograms.Of(spec).Trust(world, spec), new());
        var sharing = await RehearsedOperation.StartAsync(site, spec, cancellation);
        await sharing.FollowAsync(_ => { }, TimeSpan.FromSeconds(1), cancellation);

        var list = await ListAsync(new());

        var run = list.Runs.ShouldHaveSingleItem();
        (run.Run.WorkflowId, run.Operation, run.Outcome, run.ParkedSince).ShouldBe(("share/web-base/1", "Sharing", OperationOutcome.Refused, null));
        list.Lines(Views.Now).ElementAt(1).ShouldStartWith("share/web-base/1  refused");
        (await ListAsync(new() { OnlyOpen = true })).Lines(Views.Now).ShouldBe(["There is none."]);
        (await ListAsync(new() { Kind = OperationKinds.Promotion })).Runs.ShouldBeEmpty();
        (await ListAsync(new() { OnlyParked = true })).Runs.ShouldBeEmpty();

        Task<OperationList> ListAsync(RunQuery query) => OperationList.ReadAsync(site.Client, query, all: false, ui: null, cancellation);
    }

    // The block of YAML that holds the text.
    private static string Example(string text) =>
        File.ReadAllText(Path.Combine(Checkout.Root, "README.md")).Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.Contains(text, StringComparison.Ordinal));
}
