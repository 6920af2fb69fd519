using SharedImages.Ecs.Simulator;

namespace SharedImages.Flows.Tests;

/// <summary>Whoever's credentials a worker gets meanwhile, a promotion writes as the account that it began with, or not at all.</summary>
public sealed class AccountTests(FlowServer server)
{
    private const string Target = "cn-shanghai";
    private const string Other = SimulatorWorld.SecondConsumerAccount;

    [Fact]
    public async Task CredentialsOfAnotherAccountInTheMiddle_NothingIsWrittenAsThatAccountAndTheRegionParks()
    {
        await using var flow = await Flow.StartAsync(server, new() { Waiting = new FlowOptions().Waiting with { Patience = TimeSpan.FromSeconds(2) } });
        var ours = flow.Worker.Key;
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = Flow.Home });
        var handle = await flow.StartAsync(flow.Spec(Target));
        await flow.UntilHeldAsync(held);
        flow.Worker.Key = WorkerSetup.KeyOf(Other);
        held.Release();

        var row = (await flow.UntilAsync(handle, progress => progress.WaitsForDecision)).Row(Flow.Home);
        row.Error!.Kind.ShouldBe(StepErrorKind.OtherAccount);
        row.Error.Message.ShouldContain($"wait: this worker acts for account {Other} (access key LTAI…mer2), but the run began with account {SimulatorWorld.OurAccount}");
        flow.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Owner == Other);

        flow.Worker.Key = ours;
        await Flow.ResolveAsync(handle, Flow.Home, ResolveAction.Retry);
        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);
        flow.OurImages(Target).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SecondWorkerOfAnotherAccount_TakesNoStepOfTheRun()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec(Target).With("account", SimulatorWorld.OurAccount);
        var held = flow.Simulator.Faults.Add(new() { Kind = FaultKind.HoldAnswer, Action = "CopyImage", Region = Flow.Home });
        var handle = await flow.StartAsync(spec);
        await flow.UntilHeldAsync(held);
        await flow.StartWorkerAsync(new() { Key = WorkerSetup.KeyOf(Other) });
        held.Release();

        (await Flow.ResultAsync(handle)).Outcome.ShouldBe(OperationOutcome.Completed);

        flow.OurImages().Count.ShouldBe(2);
        flow.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Owner == Other || (entry.Caller ?? "").Contains(Other));
    }
}
