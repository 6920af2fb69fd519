using System.CommandLine;
using System.Text;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>What the commands of <c>docs/api.md</c> print as JSON, about runs that were rehearsed.</summary>
internal static class ApiOutputs
{
    private const string Id = "promote/web-base/2026.11.24";
    private const string NewAccount = "5000000000000005";
    private const string DisabledRegion = "us-east-1";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly WebUi Ui = new(new("https://temporal.example"), "default");

    /// <summary>By command, without the option that asks for JSON.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string folder, CancellationToken cancellation)
    {
        var outputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await AddGoodAsync(outputs, cancellation);
        await AddBadAsync(outputs, cancellation);
        var (good, bad) = (Path.Combine(folder, "promotion.yaml"), Path.Combine(folder, "bad.yaml"));
        await File.WriteAllTextAsync(good, DevSpec.Text(), cancellation);
        await File.WriteAllTextAsync(bad, DevSpec.Text().Replace("onFailure: keep", "onFailure: stop", StringComparison.Ordinal), cancellation);
        outputs["rehearse promotion.yaml"] = await PrintedAsync(ExitCode.Done, "rehearse", good, "-o", "json");
        outputs["validate promotion.yaml bad.yaml"] = await PrintedAsync(ExitCode.InvalidInput, "validate", good, bad, "-o", "json");
        outputs["demo --fast"] = await PrintedAsync(ExitCode.Done, "demo", "--fast", "-o", "json");
        return outputs;
    }

    private static async Task AddGoodAsync(SortedDictionary<string, string> outputs, CancellationToken cancellation)
    {
        var trust = new TrustOptions { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount, NewAccount], OwnCopies = true };
        var world = SimulatorWorld.Default();
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), trust, new() { Seed = 1 });
        var promotion = DevSpec.Read();
        outputs["plan promotion.yaml"] = await ShownAsync(await PlanRun.MakeAsync(site.Client, new(promotion, ContractNames.TaskQueue), cancellation));
        outputs["promote promotion.yaml"] = await EndAsync(promotion, ExitCode.Done);
        outputs[$"share {Id} --with {NewAccount}"] = await EndAsync(SharingRequest.OfPromotion(Id, [NewAccount], [], confirmed: false), ExitCode.Done);
        outputs[$"unshare {Id} --from {SimulatorWorld.ConsumerAccount}"] = await EndAsync(SharingRequest.OfPromotion(Id, [], [SimulatorWorld.ConsumerAccount], confirmed: false), ExitCode.Failed);
        outputs["channel set web-base prod 2026.11.24"] = await EndAsync(ChannelRequest.Of("web-base", "prod", promotion.Version, null, []), ExitCode.Done);
        outputs["channel show web-base"] = await ShownAsync(await new ChannelHistory(site.Client, "web-base", "").ReadAsync(cancellation));
        outputs["refresh refresh.yaml --plan"] = await EndAsync(Refresh(promotion), ExitCode.Done);
        outputs["recall web-base/2026.11.24 --plan"] = await EndAsync(RecallRequest.Of("web-base/2026.11.24", null, plan: true, release: false), ExitCode.Done);
        outputs["leftovers"] = await EndAsync(SweepRequest.Of(null, remove: false), ExitCode.Done);
        outputs["retire web-base/2026.11.24"] = await EndAsync(RetirementRequest.Of("web-base", promotion.Version, null, null, delete: true), ExitCode.Failed);
        outputs["list"] = await ShownAsync(await OperationList.ReadAsync(site.Client, new(), all: false, Ui, cancellation));

        async Task<string> EndAsync(IOperationSpec spec, int code)
        {
            var operation = await RehearsedOperation.StartAsync(site, spec, cancellation);
            (await operation.FollowAsync(_ => { }, Interval, cancellation)).Ended.ShouldBeTrue(operation.Run.WorkflowId);
            return await PrintedAsync(async token => (await OperationReport.EndedAsync(Seen(operation), OutputFormat.Json, token)).ExitCode, code);
        }
    }

    private static async Task AddBadAsync(SortedDictionary<string, string> outputs, CancellationToken cancellation)
    {
        var world = SimulatorWorld.Default();
        var spec = DevSpec.Read();
        await using var site = await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), KindPrograms.Of(spec).Trust(world, spec), new() { Seed = 1 });
        site.Simulator.State.DisableKey(DisabledRegion, world.Account(SimulatorWorld.OurAccount).KeyIn(DisabledRegion));
        var operation = await RehearsedOperation.StartAsync(site, spec, cancellation);
        var run = Seen(operation);
        outputs["promote promotion.yaml --detach"] = await ShownAsync(new OperationAccepted(RunFacts.Of(await run.DescribeAsync(cancellation), Ui)));
        var view = await operation.FollowAsync(_ => { }, Interval, cancellation);
        outputs[$"status {Id}"] = await PrintedAsync(token => OperationReport.WaitingAsync(run, view, OutputFormat.Json, token), ExitCode.WaitsForDecision);
        outputs["list --parked"] = await ShownAsync(await OperationList.ReadAsync(site.Client, new() { OnlyParked = true }, all: false, Ui, cancellation));

        var parked = view.Progress!.Items.Single(item => item.State == ItemState.Parked);
        await run.Handle.ExecuteUpdateAsync<ItemProgress>(ContractNames.Resolve, [new ResolveRequest(parked.Item, parked.Step!, ResolveAction.Abort)]);
        (await operation.FollowAsync(_ => { }, Interval, cancellation)).Ended.ShouldBeTrue();
        outputs[$"history {Id}"] = await ShownAsync(await new HistoryReading(run, cancellation).ReadAsync());
        outputs[$"watch {Id}"] = await PrintedAsync(async token => (await OperationReport.EndedAsync(run, OutputFormat.Json, token)).ExitCode, ExitCode.Failed);
    }

    private static OperationRun Seen(RehearsedOperation operation) => new(operation.Run.Client, operation.Run.WorkflowId, null, "") { Ui = Ui };

    private static IOperationSpec Refresh(PromotionSpec promotion)
    {
        var lines = DevSpec.Text().Split('\n').Where(line => !line.StartsWith("version:", StringComparison.Ordinal) && !line.StartsWith("onFailure:", StringComparison.Ordinal));
        var text = string.Join('\n', lines)
            .Replace("kind: Promotion", "kind: Refresh\nversion: matched\nplan: true", StringComparison.Ordinal)
            .Replace($"imageId: {SimulatorWorld.EncryptedImageId}", "namePattern: \"web-base-*\"", StringComparison.Ordinal)
            .Replace($"web-base-{promotion.Version}", "web-base-{version}", StringComparison.Ordinal);
        var reading = OperationKinds.Read(YamlSpecNodes.Parse(Encoding.UTF8.GetBytes(text)));
        reading.Errors.ShouldBeEmpty();
        return reading.Spec!;
    }

    private static Task<string> ShownAsync<T>(T result) => PrintedAsync(
        async _ =>
        {
            await Output.WriteAsync(OutputFormat.Json, result, []);
            return ExitCode.Done;
        },
        ExitCode.Done);

    private static async Task<string> PrintedAsync(Func<CancellationToken, Task<int>> write, int code)
    {
        var root = new RootCommand();
        root.SetAction((_, cancellation) => write(cancellation));
        return One(await ProgramRun.OfAsync(root), code);
    }

    private static async Task<string> PrintedAsync(int code, params string[] arguments) => One(await ProgramRun.OfAsync(arguments), code);

    private static string One(ProgramRun run, int code)
    {
        run.ExitCode.ShouldBe(code, string.Join('\n', run.Output.Concat(run.Errors)));
        return run.Output.ShouldHaveSingleItem();
    }
}
