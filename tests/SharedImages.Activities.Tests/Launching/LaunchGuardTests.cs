using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>Who may launch and delete what: everything else is refused, and nothing is written.</summary>
public sealed class LaunchGuardTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Region = Site.Target;

    public static TheoryData<string, StepErrorKind, Func<InstanceGroup, InstanceGroup>, string> Forgeries => new()
    {
        { "run", StepErrorKind.Refused, group => Tagged(group, Lineage.Run, "another"), "the instances would say sharedimages:run = another, which is not so" },
        { "operation", StepErrorKind.Refused, group => Tagged(group, Lineage.Operation, "launch/other/1"), "the instances would say sharedimages:operation = launch/other/1, which is not so" },
        { "kind", StepErrorKind.Refused, group => Tagged(group, Lineage.Kind, null), "the instances would say sharedimages:kind = (nothing), which is not so" },
        { "group", StepErrorKind.Refused, group => group with { ClientToken = "other" }, "the instances would say sharedimages:group = token-1, which is not so" },
        { "amount", StepErrorKind.NotAllowed, group => group with { Amount = 101 }, "101 instances are asked for, and this worker allows 100 at once; ask for fewer, or raise SharedImages:Launching:MaxInstances" },
        { "none", StepErrorKind.Refused, group => group with { Amount = 0 }, "a group of 0 with the token token-1 is none" },
        { "type", StepErrorKind.NotAllowed, group => group with { InstanceType = "ecs.c7.large" }, "this worker does not allow the instance type ecs.c7.large; to allow it, add it to SharedImages:Launching:InstanceTypes" },
        { "network", StepErrorKind.NotAllowed, group => group with { SecurityGroups = ["db-1"] }, "this worker does not allow the network db-1; to allow it, add it to SharedImages:Launching:Networks" },
        { "role", StepErrorKind.NotAllowed, group => group with { Instance = group.Instance with { Role = "admin" } }, "this worker does not allow the role admin, nor any other; to allow it, add it to SharedImages:Launching:Roles" },
        { "key pair", StepErrorKind.NotAllowed, group => group with { Instance = group.Instance with { KeyPair = "mine" } }, "this worker does not allow the key pair mine, nor any other; to allow it, add it to SharedImages:Launching:KeyPairs" },
        { "user data", StepErrorKind.NotAllowed, group => group with { Instance = group.Instance with { UserData = "reboot" } }, "this worker does not give instances this user data; to allow it, add its digest " },
        { "stranger", StepErrorKind.NotFound, group => group with { ImageId = SimulatorWorld.StrangerImageId }, $"{SimulatorWorld.StrangerImageId} is not there any more, or no longer shared with this account" },
        { "account", StepErrorKind.OtherAccount, group => group with { Account = "9000000000000009" }, "this worker acts for account 1000000000000001" },
    };

    [Theory]
    [MemberData(nameof(Forgeries), DisableDiscoveryEnumeration = true)]
    public async Task AForgedGroup_IsRefusedAndNothingIsLaunched(string name, StepErrorKind kind, Func<InstanceGroup, InstanceGroup> forge, string reason)
    {
        await using var site = await StartAsync();
        var group = forge(Group(site));

        var error = await Failures.FinalAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(30, Site.Waiting.Patience, false, Met(kind))));

        error.Kind.ShouldBe(kind, name);
        error.Message.ShouldContain(reason);
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task AStrangersImage_IsNotLaunched()
    {
        await using var site = await StartAsync();
        var group = Group(site) with { Region = Site.Home, ImageId = SimulatorWorld.StrangerImageId };

        var error = await Failures.FinalAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(1, TimeSpan.Zero)));

        error.Kind.ShouldBe(StepErrorKind.Untrusted);
        site.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("activity alone")]
    [InlineData("foreign workflow")]
    [InlineData("sharing")]
    public async Task WhoIsNoLaunch_MayDoNothing(string by)
    {
        await using var site = await StartAsync();
        var instance = Launched(site);
        site.Runs.Set("evil", new(Runs.Launch, "Evil", Runs.TaskQueue, "evil", Site.Start, RunState.Open, null));
        var attempt = by switch
        {
            "activity alone" => site.LaunchAttempt(1, TimeSpan.Zero) with { WorkflowId = null, WorkflowRunId = null },
            "foreign workflow" => site.LaunchAttempt(1, TimeSpan.Zero) with { WorkflowRunId = "evil" },
            _ => site.LaunchAttempt(1, TimeSpan.Zero) with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun },
        };
        Func<Task>[] steps =
        [
            () => site.RunAsync(() => site.Launch.RunInstancesAsync(Group(site)), attempt),
            () => site.RunAsync(() => site.Tests.StartCommandAsync(new(Region, Own, [instance], new("true", null, 0, TimeSpan.FromMinutes(1)), "token")), attempt),
            () => site.RunAsync(() => DoneAsync(() => site.Instances.DeleteInstancesAsync(new(Region, Own, [instance], null))), attempt),
            () => site.RunAsync(() => site.Instances.FindInstancesAsync(new(Region, Own, [instance], null)), attempt),
        ];

        foreach (var step in steps)
        {
            (await Failures.FinalAsync(step)).Kind.ShouldBe(StepErrorKind.Refused);
        }

        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task ManyRunsAtOnce_LaunchNoMoreThanAllowed()
    {
        await using var site = await StartAsync();
        site.Trust = site.Trust with { Launching = site.Trust.Launching with { MaxInstances = 5 } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var token = $"token-{i}";
            var group = Tagged(Group(site) with { ClientToken = token, Amount = 2 }, Lineage.Group, token);
            try
            {
                return (await site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(1, TimeSpan.Zero))).InstanceIds.Count;
            }
            catch (StepFailure refusal) when (refusal.ErrorType == nameof(StepErrorKind.NotAllowed))
            {
                return 0;
            }
        }));

        answers.Order().ShouldBe([0, 0, 0, 0, 2, 2]);
        site.Simulator.State.Instances(Own).Count.ShouldBe(4);
    }

    [Fact]
    public async Task APromotion_TouchesNoInstancesButThoseThatItHasLaunched()
    {
        await using var site = await StartAsync();
        var instance = Launched(site);
        Func<Task>[] steps =
        [
            () => site.RunAsync(() => site.Launch.RunInstancesAsync(Group(site))),
            () => site.RunAsync(() => site.Tests.StartCommandAsync(new(Region, Own, [instance], new("true", null, 0, TimeSpan.FromMinutes(1)), "token"))),
            () => site.RunAsync(() => DoneAsync(() => site.Instances.DeleteInstancesAsync(new(Region, Own, [instance], null)))),
        ];

        foreach (var step in steps)
        {
            (await Failures.FinalAsync(step)).Kind.ShouldBe(StepErrorKind.Refused);
        }

        site.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Lineage.Kind)]
    [InlineData(Lineage.Operation)]
    [InlineData(Lineage.Group)]
    [InlineData("age")]
    public async Task AnInstanceOnWhichTheRunsTagWasPutByHand_IsNeitherFoundNorDeleted_AndStopsNothing(string missing)
    {
        await using var site = await StartAsync();
        var own = Launched(site);
        var tags = Runs.LaunchedTags();
        tags.Remove(missing);
        var planted = site.Simulator.State.AddInstance(
            Own, new() { Region = Region, Name = "precious", Image = Group(site).ImageId, Tags = tags, CreationTime = missing == "age" ? Site.Start - TimeSpan.FromMinutes(5) : null });

        var found = await site.RunAsync(() => site.Instances.FindInstancesAsync(new(Region, Own, [own], null)), site.LaunchAttempt(1, TimeSpan.Zero));
        var error = await Failures.FinalAsync(() => site.RunAsync(() => DoneAsync(() => site.Instances.DeleteInstancesAsync(new(Region, Own, [planted], null))), site.LaunchAttempt(1, TimeSpan.Zero)));

        found.ShouldBe([own]);
        error.Kind.ShouldBe(StepErrorKind.Refused);
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnInstanceOfAnotherRun_IsNotDeleted()
    {
        await using var site = await StartAsync();
        var (own, other) = (Launched(site), Launched(site, "another-run"));

        var error = await Failures.FinalAsync(() => site.RunAsync(() => DoneAsync(() => site.Instances.DeleteInstancesAsync(new(Region, Own, [own, other], null))), site.LaunchAttempt(1, TimeSpan.Zero)));

        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldBe($"cn-shanghai: {other} does not carry all the tags of an instance launched by this run of launch/web/1, so it is not its own");
        site.Simulator.State.Instances(Own, Region).ShouldHaveSingleItem().InstanceId.ShouldBe(other, "those of the run are deleted all the same");
    }

    [Fact]
    public async Task AGroupWhoseAnswerWasLost_IsFoundByItsTagWhenNothingMayBeLaunchedAnyMore()
    {
        await using var site = await StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "RunInstances" });
        await Failures.LaterAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(Group(site)), site.LaunchAttempt(1, TimeSpan.Zero)));
        site.Trust = new();

        var answer = await site.RunAsync(() => site.Launch.RunInstancesAsync(Group(site)), site.LaunchAttempt(2, TimeSpan.FromSeconds(5), true));

        answer.InstanceIds.ShouldBe(site.Simulator.State.Instances(Own).Select(instance => instance.InstanceId), ignoreOrder: true);
        site.Writes.ShouldBe(["RunInstances"]);
    }

    [Fact]
    public async Task AGroupThatIsSentAgain_IsFoundByItsTag_ThoughNothingMayBeLaunchedAnyMore()
    {
        await using var site = await StartAsync();
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "RunInstances" });
        await Failures.LaterAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(Group(site)), site.LaunchAttempt(1, TimeSpan.Zero)));
        site.Trust = new();

        var answer = await site.RunAsync(() => site.Launch.RunInstancesAsync(Group(site) with { SentBefore = true }), site.LaunchAttempt(1, TimeSpan.Zero));

        answer.InstanceIds.ShouldBe(site.Simulator.State.Instances(Own).Select(instance => instance.InstanceId), ignoreOrder: true);
        site.Writes.ShouldBe(["RunInstances"]);
    }

    [Fact]
    public async Task ARefusalOfAGroupThatIsSentAgain_WaitsForWhatMayBeHidden_AndThenSaysThatTheAnswerIsUnknown()
    {
        await using var site = await StartAsync();
        var group = Group(site) with { SentBefore = true };
        site.Trust = new();

        await Failures.LaterAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(1, TimeSpan.Zero)));
        var error = await Failures.FinalAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(1, Site.Waiting.VisibilityGrace)));

        (error.Kind, error.AnswerUnknown).ShouldBe((StepErrorKind.NotAllowed, true));
        (await Failures.FinalAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(group with { SentBefore = false }), site.LaunchAttempt(1, TimeSpan.Zero)))).AnswerUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task APartOfAGroup_IsTheAnswerOnlyWhenNoMoreOfItCanComeIntoSight()
    {
        await using var site = await StartAsync();
        var group = Group(site) with { SentBefore = true };
        var first = site.Simulator.State.AddInstance(Own, new() { Region = Region, Name = "web-1", Image = group.ImageId, Tags = group.Tags });
        site.Trust = new();

        await Failures.LaterAsync(() => site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(1, TimeSpan.Zero)));
        site.Time.Advance(Site.Waiting.VisibilityGrace + TimeSpan.FromMinutes(1));

        (await site.RunAsync(() => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(1, TimeSpan.Zero))).InstanceIds.ShouldBe([first]);
        site.Writes.ShouldBeEmpty();
    }

    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        site.Trust = site.Trust with
        {
            Launching = new() { MaxInstances = 100, InstanceTypes = ["ecs.g7.*"], Networks = ["vsw-*", "sg-*"] },
            Testing = new() { Commands = new(true, []) },
        };
        return site;
    }

    // What the attempts before have met, so that this one is the last that is patient with it.
    private static Trouble? Met(StepErrorKind kind) => kind == StepErrorKind.OtherAccount ? new Trouble(Site.Start - Site.Waiting.Patience, kind.ToString()) : null;

    private static InstanceGroup Group(Site site) => new()
    {
        Account = Own,
        Region = Region,
        ImageId = site.Simulator.State.Images(Own, Region) is [var image, ..] ? image.ImageId : site.Simulator.State.AddImage(Own, new() { Region = Region, Name = "built-here" }),
        InstanceType = "ecs.g7.large",
        VSwitch = SimulatorWorld.Default().ZonesOf(Region)[0].VSwitches[0],
        SecurityGroups = [SimulatorWorld.Default().SecurityGroupsOf(Region)[0]],
        Amount = 2,
        Instance = new("web", null, [], null, null, null, new Dictionary<string, string>(StringComparer.Ordinal), false),
        Tags = new(StringComparer.Ordinal)
        {
            [Lineage.Kind] = Lineage.LaunchKind,
            [Lineage.Operation] = Runs.Launch,
            [Lineage.Run] = Runs.LaunchRun,
            [Lineage.Group] = "token-1",
        },
        ClientToken = "token-1",
    };

    private static InstanceGroup Tagged(InstanceGroup group, string key, string? value)
    {
        var tags = new SortedDictionary<string, string>(group.Tags, StringComparer.Ordinal);
        tags.Remove(key);
        if (value is not null)
        {
            tags[key] = value;
        }

        return group with { Tags = tags };
    }

    private static string Launched(Site site, string run = Runs.LaunchRun)
    {
        var image = Group(site).ImageId;
        return site.Simulator.State.AddInstance(Own, new() { Region = Region, Name = "web-1", Image = image, Tags = Runs.LaunchedTags(run) });
    }

    private static async Task<bool> DoneAsync(Func<Task> step)
    {
        await step();
        return true;
    }
}
