using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

public sealed class RecallActivitiesTests
{
    private const string Own = SimulatorWorld.OurAccount;

    [Fact]
    public async Task Instances_AreFoundInAllRegions_OverAllPages()
    {
        await using var site = await Site.StartAsync();
        var image = site.Simulator.State.AddImage(Own, new() { Region = Site.Target, Name = "bad" });
        var other = site.Simulator.State.AddImage(Own, new() { Region = Site.Target, Name = "good" });
        var running = Enumerable.Range(1, 230).Select(n => site.Simulator.State.AddInstance(Own, new() { Region = Site.Target, Name = $"web-{n}", Image = image })).ToList();
        site.Simulator.State.AddInstance(Own, new() { Region = Site.Target, Name = "other", Image = other });

        var users = await site.RunAsync(() => site.Recall.FindUsersAsync(new(Own, [], [new(Site.Target, image)])), Attempt(site));

        users.Count.ShouldBe(230);
        users.Instances.Select(instance => instance.InstanceId).ShouldBe(running, ignoreOrder: true);
        site.Simulator.State.Requests.Count(request => request.Action == "DescribeInstances").ShouldBe(3);
    }

    [Fact]
    public async Task TheEntry_IsOfTheRecallThatCalls_WhateverItSays()
    {
        await using var site = await Site.StartAsync();

        await site.RunAsync(() => site.Recall.RegisterRecallAsync(new("other/9", ["m-1"], [])), Attempt(site));
        await site.RunAsync(() => site.Recall.UnregisterRecallAsync("other/9"), Attempt(site));

        site.Recalls.Asked.ShouldBe(["add web-base/1: m-1", "remove web-base/1"]);
    }

    [Theory]
    [InlineData(true, "is not there, so nothing is taken or shared", "start a worker anew, which begins it")]
    [InlineData(false, "has ended, so nothing is taken or shared", "find out who ended it; then begin it anew (sharedimages init --recalls) and run the recalls again that it held")]
    public void ARegisterThatIsNone_SaysWhatToDo(bool isUnknown, string what, string remedy)
    {
        var error = RecallRegisters.Refuse(isUnknown ? null : Register(isOpen: false), Runs.TaskQueue)!;

        error.Kind.ShouldBe(StepErrorKind.Unreachable);
        error.Message.ShouldBe($"the register of recalls (recalls/shared-images) {what}");
        error.Remedy.ShouldBe(remedy);
    }

    [Fact]
    public void ARegisterOfOthers_IsNone()
    {
        RecallRegisters.Refuse(Register(isOpen: true), Runs.TaskQueue).ShouldBeNull();
        RecallRegisters.Refuse(Register(isOpen: true) with { Type = "Evil" }, Runs.TaskQueue)!.Message.ShouldContain("is none: it is a Evil of task queue shared-images");
        RecallRegisters.Refuse(Register(isOpen: true) with { TaskQueue = "evil" }, Runs.TaskQueue)!.Message.ShouldContain("of task queue evil");
    }

    private static RunFacts Register(bool isOpen) => new("recalls/shared-images", "RecallRegister", Runs.TaskQueue, "run-1", Site.Start, isOpen ? RunState.Open : RunState.Terminated, null);

    private static ActivityInfo Attempt(Site site) => site.Attempt(1, TimeSpan.Zero) with { WorkflowId = Runs.Recall, WorkflowRunId = Runs.RecallRun };
}
