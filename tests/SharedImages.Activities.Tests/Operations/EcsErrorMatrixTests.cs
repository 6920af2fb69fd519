using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;
using static SharedImages.Activities.Tests.EcsErrorMatrix;

namespace SharedImages.Activities.Tests;

/// <summary>Every row of <see cref="EcsErrorMatrix"/>: the step meets the error where ECS gives it.</summary>
public sealed class EcsErrorMatrixTests
{
    private const string Own = SimulatorWorld.OurAccount;

    public static TheoryData<string, int, string> Cells => [.. Rows.SelectMany(row => EcsErrorFacts.Read(row.Codes).Select(code => (row.Action, code.Status, code.Code)))];

    public static TheoryData<string> Actions => [.. Rows.Select(row => row.Action).Distinct()];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task EveryCode_ComesToWhatTheTableSays(string action, int status, string code)
    {
        var row = Rows.Single(row => row.Action == action && EcsErrorFacts.Read(row.Codes).Contains((status, code)));
        await using var scene = await Scene.StartAsync(action);
        scene.Refuse(status, code);

        if (row.What == What.MovedOn)
        {
            var noPlace = (await scene.LaunchAsync()).NoPlace.ShouldNotBeNull();
            (noPlace.Kind, noPlace.Remedy, noPlace.Code).ShouldBe((row.Kind, row.Remedy, code));
            return;
        }

        if (row.What is What.Retried or What.Awaited)
        {
            await Failures.LaterAsync(() => scene.AttemptAsync(isLast: false, status, code));
        }

        if (row.What == What.Awaited)
        {
            await Failures.LaterAsync(() => scene.AttemptAsync(isLast: true, status, code));
            return;
        }

        var error = await Failures.FinalAsync(() => scene.AttemptAsync(isLast: row.What == What.Retried, status, code));

        (error.Kind, error.Code).ShouldBe((row.Kind, code));
        error.Remedy.ShouldContain(row.Remedy.Replace("CODE", code, StringComparison.Ordinal).Replace("IMAGE", scene.ImageId, StringComparison.Ordinal).Replace("KEY", scene.KeyId, StringComparison.Ordinal));
        (row.What == What.Retried ? What.Retried : Verdict(action, error)).ShouldBe(row.What);
        scene.WroteNothing();
    }

    // Facts §1.9, §8: what any call may be answered with.
    [Theory]
    [MemberData(nameof(Actions))]
    public async Task WhatAnyCallMayMeet_IsRetriedOrNamesTheRight(string action)
    {
        foreach (var (status, code) in ((int, string)[])[(400, "Throttling.User"), (429, "Throttling.Resource"), (503, "ServiceUnavailable.RegionMaintaining"), (409, "OperationConflict"), (400, "InvalidSecurityToken.Expired")])
        {
            await using var scene = await Scene.StartAsync(action);
            scene.Refuse(status, code);
            await Failures.LaterAsync(() => scene.AttemptAsync(isLast: false, status, code));
            scene.WroteNothing();
        }

        await using var denied = await Scene.StartAsync(action);
        denied.Refuse(403, "Forbidden.RAM");
        var error = await Failures.FinalAsync(() => denied.AttemptAsync(isLast: false, 403, "Forbidden.RAM"));
        error.Kind.ShouldBe(StepErrorKind.Permission);
        error.Remedy.ShouldContain($"grant the worker's RAM identity ecs:{action} in ");
        Verdict(action, error).ShouldNotBe(What.Failed);
        denied.WroteNothing();
    }

    // What a launch would be told, its dry run is told before the first write; no stock is no reason to refuse, and an image may come into sight.
    [Fact]
    public async Task ADryRun_PassesWithoutStock_AndWaitsForAnImageAsTheLaunchDoes()
    {
        await using var site = await Site.StartAsync();
        var group = Launches.Group(site);
        Task DryRun(TimeSpan ago) => site.RunAsync(() => site.Launch.DryRunInstancesAsync(group), site.LaunchAttempt(1, ago));
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "RunInstances", Code = "OperationDenied.NoStock", HttpStatus = 403, Times = 1 });
        await DryRun(TimeSpan.Zero);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = "RunInstances", Code = "InvalidImageId.NotFound", HttpStatus = 404, Times = 2 });

        await Failures.LaterAsync(() => DryRun(TimeSpan.Zero));
        var error = await Failures.FinalAsync(() => DryRun(Site.Waiting.VisibilityGrace));

        (error.Kind, error.Code).ShouldBe((StepErrorKind.NotFound, "InvalidImageId.NotFound"));
        site.Simulator.State.Instances(Own).ShouldBeEmpty();
    }

    [Fact]
    public void TheTable_HasEveryCodeOfTheFacts() => Sorted(Rows.Select(row => (row.Action, row.Codes))).ShouldBe(Sorted(EcsErrorFacts.Lists.Select(list => (list.Action, list.Codes))));

    private static IReadOnlyList<string> Sorted(IEnumerable<(string Action, string Codes)> lists) =>
        [.. lists.SelectMany(list => EcsErrorFacts.Read(list.Codes).Select(code => $"{list.Action} {code.Code} {code.Status}")).Order(StringComparer.Ordinal)];

    // What a failed step leads to: RegionLaunch, SharesChange, InstanceRemoval, ReplaceSystemDiskWorkflow.
    private static What Verdict(string action, StepError error) => action switch
    {
        "DeleteInstances" => What.Left,
        "StartInstance" or "CreateImage" => What.Parked,
        "StopInstance" or "CreateSnapshot" or "ReplaceSystemDisk" => What.Recovered,
        "TagResources" => What.Untouched,
        _ => error.NeedsAnotherSpec() ? What.Failed : What.Parked,
    };

    /// <summary>The step of a call, up to where it calls.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly Site site;
        private readonly string action;
        private Func<Task> step = () => Task.CompletedTask;
        private Func<int, TimeSpan, IReadOnlyList<object?>, ActivityInfo> attempt;

        private Scene(Site site, string action)
        {
            (this.site, this.action) = (site, action);
            site.Trust = Launches.Allowing(ReplacedInstance.Allowing(site.Trust));
            attempt = (number, ago, details) => site.LaunchAttempt(number, ago, details);
        }

        public string ImageId { get; private set; } = "";

        public string KeyId { get; private set; } = "";

        public static async Task<Scene> StartAsync(string action)
        {
            var scene = new Scene(await Site.StartAsync(), action);
            await scene.ArrangeAsync();
            return scene;
        }

        public void Refuse(int status, string code) => site.Simulator.Faults.Add(new() { Kind = FaultKind.Error, Action = action, Code = code, HttpStatus = status, Times = int.MaxValue });

        public Task<LaunchAnswer> LaunchAsync() => site.RunAsync(() => site.Launch.RunInstancesAsync(Launches.Group(site)), attempt(1, TimeSpan.Zero, []));

        /// <summary>An attempt: the first one, or one that has met the same for as long as a worker is patient.</summary>
        public Task AttemptAsync(bool isLast, int status, string code)
        {
            var met = new Trouble(Site.Start - Site.Waiting.Patience, ErrorKinds.Classify(code, status).ToString());
            object detail = action == "DescribeInstances" ? Array.Empty<string>() : false;
            return site.RunAsync(step, isLast ? attempt(30, Site.Waiting.Patience, [detail, met]) : attempt(1, TimeSpan.Zero, []));
        }

        public void WroteNothing() => site.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Action == action);

        public async ValueTask DisposeAsync() => await site.DisposeAsync();

        private async Task ArrangeAsync()
        {
            switch (action)
            {
                case "RunInstances":
                    var group = Launches.Group(site);
                    (ImageId, KeyId) = (group.ImageId, group.KmsKeyId!);
                    step = () => site.Launch.RunInstancesAsync(group);
                    break;
                case "DescribeInstances":
                    step = () => site.Launch.AwaitRunningAsync(new(Launches.Region, Own, [Launches.Add(site)], Site.Start));
                    break;
                case "DeleteInstances":
                    var launched = Launches.Add(site);
                    step = () => site.Instances.DeleteInstancesAsync(new(Launches.Region, Own, [launched], Site.Start));
                    break;
                case "RunCommand":
                    var tested = Launches.Add(site);
                    step = () => site.Tests.StartCommandAsync(new(Launches.Region, Own, [tested], Launches.Command, "command-1"));
                    break;
                case "ModifyImageSharePermission":
                    ImageId = site.Simulator.State.AddImage(Own, new() { Region = Site.Home, Name = "own" });
                    site.Runs.Set(Runs.SharingRun, new(Runs.Sharing, ContractNames.ShareImages, Runs.TaskQueue, Runs.SharingRun, Site.Start, RunState.Open, null));
                    attempt = (number, ago, details) => site.Attempt(number, ago, details) with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun };
                    step = () => site.Sharing.ChangeSharesAsync(new(Site.Home, ImageId, Own, [SimulatorWorld.ConsumerAccount], []));
                    break;
                default:
                    await ArrangeReplacementAsync();
                    break;
            }
        }

        private async Task ArrangeReplacementAsync()
        {
            var part = new ReplacedInstance(
                site,
                tags: action == "TagResources" ? ReplacedInstance.Replaceable() : null,
                status: action is "StartInstance" or "ReplaceSystemDisk" ? "Stopped" : "Running");
            (ImageId, KeyId) = (part.New, part.Disk.KmsKeyId!);
            attempt = (number, ago, details) => part.Attempt(number, ago, details);
            step = action == "CreateImage" ? part.MakeImage(await part.SnapshotAsync()) : part.Step(action);
        }
    }
}
