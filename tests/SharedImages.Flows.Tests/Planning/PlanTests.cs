using SharedImages.Ecs.Simulator;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>Plans where something is in the way: of the plan itself, or of what it plans.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class PlanTests
{
    [Fact]
    public async Task WhatDoesNotAnswer_IsNamedWhenThePlanHasToBeThere()
    {
        await using var flow = await Flow.RehearseAsync(new() { Waiting = new() });
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.RegionDown, Region = Flow.Home });
        var spec = flow.Spec("cn-shanghai");
        var began = flow.Now;

        var plan = await flow.PlanAsync(spec.WorkflowId, spec.ToJson());

        (flow.Now - began).ShouldBeLessThan(PlanNames.ExecutionTimeout);
        plan.Obstacles.ShouldBe([new("resolve source", "no answer within 3 minutes; see the worker's log for what it waits for, and plan again")]);
        (plan.Items.Count, plan.Refusals.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task ADryRunThatEcsRefusesForAQuota_IsAnObstacle()
    {
        await using var flow = await Flow.RehearseAsync(new());
        flow.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "CopyImage", Code = "QuotaExceed.Image", HttpStatus = 403 });
        var spec = flow.Spec("cn-shanghai");

        var plan = await flow.PlanAsync(spec.WorkflowId, spec.ToJson());

        plan.Obstacles.ShouldHaveSingleItem().Rule.ShouldBe("dry run");
        plan.Obstacles[0].Message.ShouldContain("QuotaExceed.Image");
        plan.Items.Select(item => item.Route).ShouldBe([PlanRoute.Intake, PlanRoute.Copy]);
    }

    [Theory]
    [InlineData("plan/promote/web-base/other/1")]
    [InlineData("plan/share/web-base/{0}/1")]
    [InlineData("plan/promote/web-base/{0}")]
    [InlineData("promote/web-base/{0}")]
    public async Task UnderAnotherId_NothingIsPlanned(string id)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var spec = flow.Spec("cn-shanghai");

        (await RefusedAsync(flow, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, spec.Version), spec.ToJson())).ShouldContain($"but a plan of this spec has one like plan/promote/web-base/{spec.Version}/1");
        flow.Simulator.State.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text")]
    [InlineData(7)]
    [InlineData(null)]
    public async Task WhatIsNoSpec_IsRefusedWithWhatIsWrong(object? spec)
    {
        await using var flow = await Flow.RehearseAsync(new());

        (await RefusedAsync(flow, "plan/promote/web-base/1/1", spec)).ShouldStartWith("The spec has 1 error: ");
    }

    [Theory]
    [InlineData("text", "it is no JSON object, not a plan")]
    [InlineData(7, "it is no JSON object, not a plan")]
    public async Task ARunWithWhatIsNoPlan_IsRefusedBeforeItLooks(object plan, string problem)
    {
        await using var flow = await Flow.RehearseAsync(new());
        var spec = flow.Spec("cn-shanghai");

        var result = await Flow.ResultAsync<PromotionResult>(await flow.StartPlannedAsync(spec.WorkflowId, spec.ToJson(), plan), _ => Task.CompletedTask);

        result.Refusals.ShouldHaveSingleItem().Message.ShouldBe($"the plan given with the spec: {problem}; make it with: sharedimages plan FILE --out");
        flow.Simulator.State.Requests.ShouldBeEmpty();
    }

    // Whoever can start a run can write a plan: it makes nothing possible that would not be so without it.
    [Fact]
    public async Task AForgedPlan_AuthorisesNothing()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var spec = flow.Spec("cn-shanghai");
        var plan = await flow.PlanAsync(spec.WorkflowId, spec.ToJson());
        flow.Options.Trust = flow.Options.Trust with { TrustedOwners = [] };

        var result = await Flow.ResultAsync<PromotionResult>(await flow.StartPlannedAsync(spec.WorkflowId, spec.ToJson(), plan), _ => Task.CompletedTask);

        result.Outcome.ShouldBe(OperationOutcome.Refused);
        result.Refusals.ShouldNotContain(refusal => refusal.Rule == "plan-changed");
        flow.OurImages().ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherSource_IsNamed()
    {
        await using var flow = await Flow.RehearseAsync(new());
        var spec = flow.Spec("cn-shanghai").With("source", new { region = Flow.Home, owner = SimulatorWorld.PublisherAccount, namePattern = "web-base-*" });
        var plan = await flow.PlanAsync(spec.WorkflowId, spec.ToJson());
        var newest = flow.Simulator.State.AddImage(SimulatorWorld.PublisherAccount, new()
        {
            Region = Flow.Home,
            Name = "web-base-2026.11.30",
            CreationTime = flow.Now,
            Disks = [new(40, flow.Simulator.State.Keys(SimulatorWorld.PublisherAccount)[0].Id)],
            SharedWith = [SimulatorWorld.OurAccount],
        });

        var result = await Flow.ResultAsync<PromotionResult>(await flow.StartPlannedAsync(spec.WorkflowId, spec.ToJson(), plan), _ => Task.CompletedTask);

        result.Refusals[0].Message.ShouldBe($"the source image was {plan.Source!.ImageId} of {SimulatorWorld.PublisherAccount}, is now {newest} of {SimulatorWorld.PublisherAccount}; plan again");
        flow.OurImages().ShouldBeEmpty();
    }

    private static async Task<string> RefusedAsync(Flow flow, string id, object? spec)
    {
        var handle = await flow.Client.StartWorkflowAsync(PlanNames.PlanOperation, [spec], new(id, flow.TaskQueue));
        var failure = (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException.ShouldBeOfType<ApplicationFailureException>();
        failure.ErrorType.ShouldBe("Refused");
        return failure.Message;
    }
}
