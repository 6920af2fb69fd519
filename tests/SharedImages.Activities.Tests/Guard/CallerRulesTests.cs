using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class CallerRulesTests
{
    private const string Queue = Runs.TaskQueue;
    private static readonly RunFacts Promotion = new(Runs.Promotion, "PromoteImage", Queue, Runs.Run, Site.Start, RunState.Open, null);
    private static readonly RunFacts Region = new(Runs.Region, "CopyToRegion", Queue, Runs.RegionRun, Site.Start, RunState.Open, (Runs.Promotion, Runs.Run));

    [Fact]
    public void APromotion_MayCall() => CallerRules.Refuse(OperationKinds.Promotion, Promotion, null, Queue).ShouldBeNull();

    [Fact]
    public void ItsPartOfARegion_MayCall() => CallerRules.Refuse(OperationKinds.Promotion, Region, Promotion, Queue).ShouldBeNull();

    [Theory]
    [InlineData("plan/promote/web-base/1/once", "PlanOperation", Queue, null)]
    [InlineData("plan/promote/web-base/1/once", "Evil", Queue, "plan/promote/web-base/1/once (Evil) is no plan of a promotion")]
    [InlineData("plan/share/web-base/1/once", "PlanOperation", Queue, "plan/share/web-base/1/once (PlanOperation) is no plan of a promotion")]
    [InlineData("plan/promote/web-base/1", "PlanOperation", Queue, "plan/promote/web-base/1 (PlanOperation) is no plan of a promotion")]
    [InlineData("plan/promote/web-base/1/once/more", "PlanOperation", Queue, "plan/promote/web-base/1/once/more (PlanOperation) is no plan of a promotion")]
    [InlineData("promote/web-base/1", "PlanOperation", Queue, "promote/web-base/1 (PlanOperation) is no plan of a promotion")]
    [InlineData("plan/", "PlanOperation", Queue, "plan/ (PlanOperation) is no plan of a promotion")]
    [InlineData("plan/promote/web-base/1/once", "PlanOperation", "evil", "plan/promote/web-base/1/once is run by the workers of task queue evil, not of shared-images")]
    public void APlan_MayReadForItsOwnKindAlone(string id, string type, string queue, string? refusal)
    {
        var plan = new RunFacts(id, type, queue, "plan", Site.Start, RunState.Open, null);

        CallerRules.RefusePlan(OperationKinds.Promotion, plan, Queue).ShouldBe(refusal);
        CallerRules.Refuse(OperationKinds.Promotion, plan, null, Queue).ShouldNotBeNull();
        CallerRules.RefusePlan(OperationKinds.Promotion, null, Queue).ShouldBe("no workflow of ours called it");
    }

    [Fact]
    public void Nothing_MayNot() => CallerRules.Refuse(OperationKinds.Promotion, null, null, Queue).ShouldBe("no workflow of ours called it");

    [Fact]
    public void APartOfARegionAlone_MayNot() => CallerRules.Refuse(OperationKinds.Promotion, Region, null, Queue).ShouldBe("promote/web-base/1/cn-hangzhou was not started by a promotion");

    [Theory]
    [InlineData("promote/web-base/1", "Evil")]
    [InlineData("evil", "PromoteImage")]
    [InlineData("promote/web-base", "PromoteImage")]
    [InlineData("promote/web-base/1/cn-hangzhou", "PromoteImage")]
    [InlineData("promote//1", "PromoteImage")]
    public void AnotherTypeOrAnIdThatIsNoPromotions_MayNot(string id, string type)
    {
        var other = Promotion with { WorkflowId = id, Type = type };

        CallerRules.Refuse(OperationKinds.Promotion, other, null, Queue).ShouldBe($"{id} ({type}) is no promotion");
        CallerRules.Refuse(OperationKinds.Promotion, Region with { WorkflowId = $"{id}/cn-hangzhou" }, other, Queue).ShouldBe($"{id} ({type}) is no promotion");
    }

    [Fact]
    public void APartThatAPartHasStarted_MayNot() =>
        CallerRules.Refuse(OperationKinds.Promotion, Region with { WorkflowId = $"{Runs.Region}/cn-hangzhou" }, Region, Queue).ShouldBe("promote/web-base/1/cn-hangzhou (CopyToRegion) is no promotion");

    [Theory]
    [InlineData("promote/db-base/1/cn-hangzhou")]
    [InlineData("cn-hangzhou")]
    [InlineData("promote/web-base/1/eu/cn-hangzhou")]
    public void AChildThatIsNoRegionOfItsParent_MayNot(string id) =>
        CallerRules.Refuse(OperationKinds.Promotion, Region with { WorkflowId = id }, Promotion, Queue).ShouldBe($"{id} is not a region of promote/web-base/1");

    // Whoever polls the queue of a workflow decides what it does, whatever its type is called.
    [Fact]
    public void AWorkflowThatAnotherQueuesWorkersRun_MayNot()
    {
        CallerRules.Refuse(OperationKinds.Promotion, Promotion with { TaskQueue = "evil" }, null, Queue).ShouldBe("promote/web-base/1 is run by the workers of task queue evil, not of shared-images");
        CallerRules.Refuse(OperationKinds.Promotion, Region with { TaskQueue = "evil" }, Promotion, Queue).ShouldBe("promote/web-base/1/cn-hangzhou is run by the workers of task queue evil, not of shared-images");
        CallerRules.Refuse(OperationKinds.Promotion, Region, Promotion with { TaskQueue = "evil" }, Queue).ShouldBe("promote/web-base/1/cn-hangzhou is run by the workers of task queue evil, not of shared-images");
    }
}
