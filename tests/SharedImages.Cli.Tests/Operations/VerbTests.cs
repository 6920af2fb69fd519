using System.Text.Json;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

/// <summary>Each verb against a run in each state: what it says, and the exit code. On a rehearsal, through the program's own command line.</summary>
[Collection(ProgramRun.Collection)]
public sealed class VerbTests
{
    private const string Region = "us-east-1";
    private const string Name = "web-base";

    private static readonly string[] Verbs = ["status", "watch", "history", "link", "cancel"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARunThatIsNotThere_IsSaidNotToBe_OfEveryKind()
    {
        await using var site = await StartAsync();
        foreach (var (id, item, start) in OperationKinds.All.Select(kind => (Id: kind.WorkflowId("nobody", kind.HasVersion ? "1" : ""), kind.Item, KindPrograms.All.Single(program => program.Kind == kind).StartCommand)))
        {
            foreach (var arguments in Verbs.Select(verb => (string[])[verb, id]).Append(["resolve", id, "--item", "cn-shanghai", "retry"]))
            {
                var run = await RunAsync(site, arguments);

                run.ShouldEndWith(ExitCode.NoSuchRun, arguments[0]);
                run.Errors.ShouldBe([$"There is no {item} {id} in namespace 'default'; check the id, or start it with: {start} --address {Address(site)}"]);
                run.Output.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task AParkedRun_IsShownFollowedDecidedOnAndFoundAmongMany()
    {
        await using var site = await StartAsync();
        var (one, two) = (await ParkAsync(site, "1"), await ParkAsync(site, "2"));

        var status = await RunAsync(site, "status", one);
        status.ShouldEndWith(ExitCode.WaitsForDecision, "status");
        status.Output.ShouldContain($"{one} waits for a decision; nothing else can move.");
        var watch = await RunAsync(site, "watch", one);
        watch.ShouldEndWith(ExitCode.WaitsForDecision, "watch");
        watch.Output.ShouldBe(status.Output);
        (await RunAsync(site, "history", one)).Output.ShouldContain(line => line.Contains($"{Region} is parked at copy: ", StringComparison.Ordinal) && line.Contains("; to do: ", StringComparison.Ordinal));

        var parked = await RunAsync(site, "list", "--parked", "--name", Name);
        parked.Output.Count(line => line.Contains("+ of 6", StringComparison.Ordinal)).ShouldBe(2);
        (await RunAsync(site, "list", "--parked", "--name", "web")).Output.ShouldBe(["Nothing waits for a decision."]);
        (await RunAsync(site, "list", "--since", "1d")).Output.ShouldNotContain("There is none.");

        var proposal = await RunAsync(site, "resolve", "--name", Name, "skip");
        proposal.ShouldEndWith(ExitCode.WaitsForDecision, "resolve");
        proposal.Output[0].ShouldBe("skip would be decided on 2 parked items of 2 runs:");
        proposal.Output[^1].ShouldBe($"Decide so with: sharedimages resolve --name {Name} skip --yes --address {Address(site)}");
        (await RunAsync(site, "resolve", "--parked", "continue")).Output.ShouldContain($"{one} is left out: continue is not possible for {Region} at copy");
        var none = await RunAsync(site, "resolve", "--query", "this is none", "skip");
        none.ShouldEndWith(ExitCode.InvalidInput, "a query that is none");
        none.Errors.ShouldHaveSingleItem().ShouldStartWith("--query is no list filter that Temporal understands (");

        (await RunAsync(site, "resolve", one, "--item", Region, "--step", "copy", "--update-id", "build-1", "skip")).Output.ShouldBe([$"{one}: {Region} goes on (skip)"]);
        (await RunAsync(site, "resolve", one, "--item", Region, "--step", "copy", "--update-id", "build-1", "skip")).ExitCode.ShouldNotBe(ExitCode.Unexpected);
        Decisions(await RunAsync(site, "history", one, "--output", "json")).ShouldBe(1);

        var late = await RunAsync(site, "resolve", two, "--item", Region, "--step", "verify", "skip");
        late.ShouldEndWith(ExitCode.InvalidInput, "a step that it is not parked at");
        var decided = await RunAsync(site, "resolve", "--name", Name, "skip", "--yes");
        decided.ShouldEndWith(ExitCode.Done, "resolve --yes");
        decided.Output.ShouldBe([$"{two}: {Region} goes on (skip)", "1 of 1 decisions were taken."]);
        var tooLate = await RunAsync(site, "resolve", two, "--item", Region, "--step", "copy", "retry");
        tooLate.ShouldEndWith(ExitCode.InvalidInput, "the second of two operators");
        tooLate.Errors[^1].ShouldContain(tooLate.Errors.Count == 1 ? "has ended (completed)" : $"The last decision on {Region} was made by {Environment.UserName}@{Environment.MachineName}");
    }

    [Fact]
    public async Task AnEndedRun_IsShownAndFollowedWithItsExitCode_AndTakesNoDecision()
    {
        await using var site = await StartAsync();
        foreach (var (state, exitCode, status) in await EndAllAsync(site))
        {
            var id = $"promote/{Name}/{state}";
            foreach (var verb in (string[])["status", "watch"])
            {
                var run = await RunAsync(site, verb, id);

                run.ShouldEndWith(exitCode, $"{verb} of {state}");
                (run.Output[0] + string.Join(' ', run.Errors)).ShouldContain(status, Case.Sensitive, $"{verb} of {state}");
                run.Output.ShouldContain(line => line.StartsWith("Run ", StringComparison.Ordinal) && line.Contains(", ended ", StringComparison.Ordinal), $"{verb} of {state}");
                var facts = JsonDocument.Parse((await RunAsync(site, verb, id, "--output", "json")).Output.ShouldHaveSingleItem()).RootElement;
                facts.GetProperty("run").GetProperty("workflowId").GetString().ShouldBe(id);
                facts.GetProperty("run").GetProperty("seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
                facts.GetProperty("apiVersion").GetString().ShouldBe(ContractNames.ApiVersion);
            }

            (await RunAsync(site, "history", id)).Output.ShouldContain(line => line.Contains($"  {state}", StringComparison.Ordinal), state);
            (await RunAsync(site, "link", id, "--ui-address", "http://ui.example")).Output.ShouldHaveSingleItem().ShouldStartWith($"http://ui.example/namespaces/default/workflows/promote%2F{Name}%2F{state}/");
            var resolve = await RunAsync(site, "resolve", id, "--item", Region, "retry");
            resolve.ShouldEndWith(ExitCode.InvalidInput, state);
            resolve.Errors.ShouldBe([$"{id} has ended ({state}); there is nothing to resolve. See: sharedimages status {id} --address {Address(site)}"]);
            (await RunAsync(site, "cancel", id)).ShouldEndWith(state == "canceled" ? ExitCode.Done : ExitCode.InvalidInput, state);
        }

        (await RunAsync(site, "list", "--all")).Output.Count.ShouldBe(5);
    }

    [Fact]
    public async Task ARunUnderWay_IsShownFollowedToItsEndAndCanceled()
    {
        await using var site = await StartAsync();
        var held = site.Simulator.Faults.Add(new() { Kind = FaultKind.StallCopy, Region = Region, Percent = 40 });
        var id = (await RehearsedOperation.StartAsync(site, Spec("running"), Cancellation)).Run.WorkflowId;

        (await RunAsync(site, "status", id)).ShouldEndWith(ExitCode.Done, "status");
        (await RunAsync(site, "history", id)).Output.ShouldContain(line => line.EndsWith($"started by {Environment.UserName}@{Environment.MachineName}", StringComparison.Ordinal) || line.Contains("started by", StringComparison.Ordinal));
        (await RunAsync(site, "resolve", id, "--item", Region, "retry")).Errors.ShouldHaveSingleItem().ShouldContain("is not parked; nothing is");
        var link = await RunAsync(site, "link", id);
        link.ShouldEndWith(ExitCode.InvalidInput, "link without a Web UI");
        link.Errors.ShouldHaveSingleItem().ShouldContain("name it with --ui-address or SHAREDIMAGES_UI");
        (await RunAsync(site, "cancel", id)).ShouldEndWith(ExitCode.Done, "cancel");

        // Time passes as long as somebody waits for it.
        var ending = site.Client.GetWorkflowHandle(id).GetResultAsync<PromotionResult>();
        var watch = await RunAsync(site, "watch", id);
        watch.ShouldEndWith(ExitCode.Canceled, "watch");
        await Should.ThrowAsync<Temporalio.Exceptions.WorkflowFailedException>(ending);
        held.Release();
    }

    private static async Task<IReadOnlyList<(string State, int ExitCode, string Said)>> EndAllAsync(RehearsalSite site)
    {
        await EndAsync(await RehearsedOperation.StartAsync(site, Spec("completed"), Cancellation));
        await EndAsync(await RehearsedOperation.StartAsync(site, Spec("failed") with { Source = new(DevSpec.Read().Source.Region, "9000000000000009", "m-bp1webbaseencr000001", null) }, Cancellation));
        var canceled = await RehearsedOperation.StartAsync(site, Spec("canceled"), Cancellation);
        await canceled.Run.Handle.CancelAsync();
        await EndAsync(canceled);
        await (await RehearsedOperation.StartAsync(site, Spec("terminated"), Cancellation)).Run.Handle.TerminateAsync("for a test");
        return [("completed", ExitCode.Done, "completed, 6 of 6 regions done"), ("failed", ExitCode.Failed, "refused"), ("canceled", ExitCode.Canceled, "cancel"), ("terminated", ExitCode.Failed, "was stopped from outside")];
    }

    private static Task<OperationView> EndAsync(RehearsedOperation operation) => operation.FollowAsync(_ => { }, TimeSpan.FromMinutes(1), Cancellation);

    private static async Task<string> ParkAsync(RehearsalSite site, string version)
    {
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Region = Region, Code = "Forbidden.RAM", HttpStatus = 403, Times = 1 });
        var operation = await RehearsedOperation.StartAsync(site, Spec(version), Cancellation);
        (await operation.FollowAsync(_ => { }, TimeSpan.FromMinutes(1), Cancellation)).WaitsForDecision.ShouldBeTrue();
        return operation.Run.WorkflowId;
    }

    private static PromotionSpec Spec(string version) => DevSpec.Read() with { Name = Name, Version = version, Image = DevSpec.Read().Image with { Name = $"{Name}-{version}" } };

    private static async Task<RehearsalSite> StartAsync()
    {
        var world = SimulatorWorld.Default();
        return await RehearsalSite.StartAsync(world, world.Account(SimulatorWorld.OurAccount), new TrustOptions { TrustedOwners = [SimulatorWorld.PublisherAccount], ShareRecipients = [SimulatorWorld.ConsumerAccount] }, new());
    }

    private static Task<ProgramRun> RunAsync(RehearsalSite site, params string[] arguments) => ProgramRun.OfAsync([.. arguments, "--address", Address(site)]);

    private static string Address(RehearsalSite site) => site.Client.Connection.Options.TargetHost!;

    private static int Decisions(ProgramRun history) =>
        JsonDocument.Parse(history.Output.ShouldHaveSingleItem()).RootElement.GetProperty("entries").EnumerateArray().Count(entry => entry.GetProperty("event").GetString() == "decided");
}

/// <summary>Says with what a run ended when it did not end as it should.</summary>
internal static class ProgramRunAssertions
{
    public static void ShouldEndWith(this ProgramRun run, int exitCode, string what) => run.ExitCode.ShouldBe(exitCode, $"{what}: {string.Join('\n', [.. run.Output, .. run.Errors])}");
}
