using System.Text;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>Plans and runs of them, through the program's own client code on a rehearsal.</summary>
public sealed class PlanTests
{
    private static readonly SimulatorWorld World = SimulatorWorld.Default();

    [Fact]
    public async Task APromotion_IsPlanned_RunAsPlanned_AndThenThereIsNothingToDo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var request = Request();
        await using var site = await SiteAsync(KindPrograms.Of(request.Spec).Trust(World, request.Spec));

        var plan = await PlanRun.MakeAsync(site.Client, request, cancellation);

        PlanCommand.ExitCodeOf(plan).ShouldBe(ExitCode.PlanHasWork);
        PlanText.Summary(plan).ShouldBe("Plan: 1 intake, 5 copies, 0 refused; 240 GiB will be stored");
        PlanText.Lines(plan).ShouldContain(line => line.StartsWith("cn-shanghai", StringComparison.Ordinal) && line.Contains("  copy  ", StringComparison.Ordinal) && line.EndsWith("  40   unknown", StringComparison.Ordinal));
        site.Simulator.State.Ledger.Entries.ShouldAllBe(entry => entry.Cause != LedgerCause.Call);

        var run = await OperationStart.StartOrJoinAsync(site.Client, request with { Plan = plan }, cancellation);
        (await run.Handle.GetResultAsync<PromotionResult>()).Outcome.ShouldBe(OperationOutcome.Completed);
        var again = await PlanRun.MakeAsync(site.Client, request, cancellation);

        PlanCommand.ExitCodeOf(again).ShouldBe(ExitCode.Done);
        PlanText.Summary(again).ShouldBe("Plan: 6 as wanted, 0 refused");
        (await OperationList.ReadAsync(site.Client, new(), all: true, ui: null, cancellation)).Runs.ShouldHaveSingleItem().Run.WorkflowId.ShouldBe(request.WorkflowId);
    }

    [Fact]
    public async Task WhatACopyTook_IsKnownToTheNextPlan()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = Request();
        var next = Request("2026.11.25");
        await using var site = await SiteAsync(KindPrograms.Of(first.Spec).Trust(World, first.Spec));
        var run = await OperationStart.StartOrJoinAsync(site.Client, first, cancellation);
        await run.Handle.GetResultAsync<PromotionResult>();

        var plan = await PlanRun.MakeAsync(site.Client, next, cancellation);

        plan.Items.Count.ShouldBe(6);
        plan.Items.ShouldAllBe(item => item.Seconds > 0);
        PlanText.Lines(plan).ShouldNotContain(line => line.Contains("unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARunWithoutThisPlan_IsNotJoined_AndOneWithItIs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var request = Request();
        await using var site = await SiteAsync(KindPrograms.Of(request.Spec).Trust(World, request.Spec));
        var plan = await PlanRun.MakeAsync(site.Client, request, cancellation);
        var run = await OperationStart.StartOrJoinAsync(site.Client, request with { Plan = plan }, cancellation);

        (await OperationStart.StartOrJoinAsync(site.Client, request with { Plan = plan }, cancellation)).RunId.ShouldBe(run.RunId);
        (await OperationStart.StartOrJoinAsync(site.Client, request, cancellation)).RunId.ShouldBe(run.RunId);
        var other = plan with { Items = [.. plan.Items.Skip(1)] };
        var refused = await Should.ThrowAsync<CommandException>(() => OperationStart.StartOrJoinAsync(site.Client, request with { Plan = other }, cancellation));

        refused.ExitCode.ShouldBe(ExitCode.InvalidInput);
        refused.Lines[0].ShouldMatch($"^{request.WorkflowId} (is running|has completed), and was not started with this plan; nothing was started.$");
    }

    [Fact]
    public async Task EveryReason_IsSaidAtOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var request = Request();
        await using var site = await SiteAsync(new());

        var plan = await PlanRun.MakeAsync(site.Client, request, cancellation);

        PlanCommand.ExitCodeOf(plan).ShouldBe(ExitCode.Failed);
        plan.Refusals.Select(refusal => refusal.Rule).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(1, string.Join(" | ", plan.Refusals));
        plan.Items.Count.ShouldBe(6, "what would be done is said all the same");
        PlanText.Lines(plan).ShouldContain("It would be refused:");
        site.Simulator.State.Requests.ShouldNotContain(call => call.Action == "CopyImage", "not even a dry run of what is not trusted");
    }

    [Fact]
    public async Task AKindThatLooksAheadItself_SaysWhetherThereIsWork()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var spec = OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(Example("kind: Refresh")))).Spec.ShouldNotBeNull();
        var program = KindPrograms.Of(spec);
        var request = new OperationRequest(program.LookAhead(spec).ShouldNotBeNull(), ContractNames.TaskQueue);
        await using var site = await SiteAsync(program.Trust(World, spec));

        var run = await OperationStart.StartOrJoinAsync(site.Client, request, cancellation);
        var result = await run.Handle.GetResultAsync<RefreshResult>();

        (result.Plan, program.HasWork(result)).ShouldBe((true, true));
        program.HasWork(result with { Regions = [], Channels = [], Surplus = [] }).ShouldBeFalse();
        site.Simulator.State.Ledger.Entries.ShouldAllBe(entry => entry.Cause != LedgerCause.Call);
    }

    [Fact]
    public void WhatHasNothingOfTheSort_IsPlannedAsItIs() => new PromotionProgram().LookAhead(DevSpec.Read()).ShouldBeNull();

    private static Task<RehearsalSite> SiteAsync(TrustOptions trust) => RehearsalSite.StartAsync(World, World.Account(SimulatorWorld.OurAccount), trust, new());

    private static OperationRequest Request(string version = "2026.11.24")
    {
        var spec = (PromotionSpec)DevSpec.Read() with { Version = version };
        return new(version == "2026.11.24" ? spec : spec with { Image = spec.Image with { Name = $"web-base-{version}" } }, ContractNames.TaskQueue);
    }

    // The block of YAML that holds the text.
    private static string Example(string text) =>
        File.ReadAllText(Path.Combine(Checkout.Root, "README.md")).Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]).Single(block => block.Contains(text, StringComparison.Ordinal));
}
