using System.Globalization;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;
using Temporalio.Activities;
using Temporalio.Exceptions;
using static SharedImages.Activities.Tests.InstanceGuardMatrix;

namespace SharedImages.Activities.Tests;

/// <summary>Every cell of <see cref="InstanceGuardMatrix"/>, and inputs that are not so: refused, and nothing written.</summary>
public sealed class InstanceGuardMatrixTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Stranger = SimulatorWorld.StrangerAccount;
    private const string NoSuchInstance = "i-bp1gone0000000000000";
    private const string OtherPartRun = "other-part-run";

    /// <summary>What the input of an instance's part says, though it is not so.</summary>
    public enum Forgery
    {
        Account,
        Instance,
        Region,
        Run,
        Installation,
        StrangersImage,
        NoSuchImage,
    }

    public static TheoryData<Operation, Subject> Cells => [.. Rows.SelectMany(row => row.Subjects.Select(subject => (row.Operation, subject)))];

    /// <summary>Of a replacement, what its input may say that is not so.</summary>
    public static TheoryData<Forgery, Operation, StepErrorKind, string> ForgedParts => new()
    {
        { Forgery.Account, Operation.Stop, StepErrorKind.Refused, "is the part of another instance" },
        { Forgery.Instance, Operation.Stop, StepErrorKind.Refused, "is the part of another instance" },
        { Forgery.Region, Operation.Stop, StepErrorKind.Refused, "is the part of another instance" },
        { Forgery.Run, Operation.Snapshot, StepErrorKind.Refused, "it would be replaced by run roll-0 of tests, which is not so" },
        { Forgery.Run, Operation.Claim, StepErrorKind.Refused, "it would be replaced by run roll-0 of tests, which is not so" },
        { Forgery.Installation, Operation.Claim, StepErrorKind.Refused, "it would be replaced by run roll-run of elsewhere, which is not so" },
        { Forgery.Installation, Operation.Replace, StepErrorKind.Refused, "it would be replaced by run roll-run of elsewhere, which is not so" },
        { Forgery.StrangersImage, Operation.Replace, StepErrorKind.Untrusted, $"{SimulatorWorld.StrangerImageId} comes from {Stranger}, who is not on this worker's trust list now" },
        { Forgery.NoSuchImage, Operation.Replace, StepErrorKind.NotFound, "m-bp1nosuchimage00000 is not in cn-hangzhou, or no longer shared with this account" },
    };

    /// <summary>Of a launch.</summary>
    public static TheoryData<string, Func<InstanceGroup, InstanceGroup>, StepErrorKind, string> ForgedGroups => new()
    {
        { "kind", group => group.Tagged(Lineage.Kind, null), StepErrorKind.Refused, "the instances would say sharedimages:kind = (nothing), which is not so" },
        { "operation", group => group.Tagged(Lineage.Operation, Runs.Promotion), StepErrorKind.Refused, "the instances would say sharedimages:operation = promote/web-base/1, which is not so" },
        { "run", group => group.Tagged(Lineage.Run, Runs.Run), StepErrorKind.Refused, "the instances would say sharedimages:run = run-1, which is not so" },
        { "group", group => group.Tagged(Lineage.Group, "another"), StepErrorKind.Refused, "the instances would say sharedimages:group = another, which is not so" },
        { "token", group => group.Tagged(Lineage.Group, "") with { ClientToken = "" }, StepErrorKind.Refused, "a group of 2 with the token  is none" },
        { "amount", group => group with { Amount = -1 }, StepErrorKind.Refused, "a group of -1 with the token token-1 is none" },
        { "image of a stranger", group => group with { Region = Site.Home, ImageId = SimulatorWorld.StrangerImageId }, StepErrorKind.Untrusted, $"the source owner {Stranger} is not on this worker's trust list" },
        { "image of another region", group => group with { ImageId = SimulatorWorld.PlainImageId }, StepErrorKind.NotFound, $"{SimulatorWorld.PlainImageId} is not there any more, or no longer shared with this account" },
        { "account", group => group with { Account = "9000000000000009" }, StepErrorKind.OtherAccount, "this worker acts for account 1000000000000001" },
    };

    /// <summary>Each setting of a worker, how it is narrowed, and what it says then.</summary>
    public static TheoryData<string, Operation?, Func<TrustOptions, TrustOptions>, string> Settings => new()
    {
        { "Launching:MaxInstances none", null, trust => trust with { Launching = trust.Launching with { MaxInstances = 0 } }, $"this worker launches no instances; to let it, give {LaunchingOptions.MaxInstancesSetting} a number" },
        { "Launching:MaxInstances fewer", null, trust => trust with { Launching = trust.Launching with { MaxInstances = 1 } }, $"2 instances are asked for, and this worker allows 1 at once; ask for fewer, or raise {LaunchingOptions.MaxInstancesSetting}" },
        { "Launching:InstanceTypes none", null, trust => trust with { Launching = trust.Launching with { InstanceTypes = [] } }, $"this worker does not allow the instance type ecs.g7.large, nor any other; to allow it, add it to {LaunchingOptions.InstanceTypesSetting}" },
        { "Launching:InstanceTypes others", null, trust => trust with { Launching = trust.Launching with { InstanceTypes = ["ecs.g7.larg", "ecs.c7.*"] } }, $"this worker does not allow the instance type ecs.g7.large; to allow it, add it to {LaunchingOptions.InstanceTypesSetting}" },
        { "Launching:Networks without the vSwitch", null, trust => trust with { Launching = trust.Launching with { Networks = ["sg-*"] } }, $"; to allow it, add it to {LaunchingOptions.NetworksSetting}" },
        { "Launching:Networks without the security group", null, trust => trust with { Launching = trust.Launching with { Networks = ["vsw-*"] } }, $"this worker does not allow the network {SimulatorWorld.Default().SecurityGroupsOf(Launches.Region)[0]}; to allow it, add it to {LaunchingOptions.NetworksSetting}" },
        { "Launching:Roles", null, trust => trust with { Launching = trust.Launching with { Roles = ["web-*"] } }, $"this worker does not allow the role web; to allow it, add it to {LaunchingOptions.RolesSetting}" },
        { "Launching:KeyPairs", null, trust => trust with { Launching = trust.Launching with { KeyPairs = [] } }, $"this worker does not allow the key pair operators, nor any other; to allow it, add it to {LaunchingOptions.KeyPairsSetting}" },
        { "Launching:UserData none", null, trust => trust with { Launching = trust.Launching with { UserData = AllowedTexts.None } }, $"to allow it, add its digest {AllowedTexts.DigestOf("echo hello")} to {LaunchingOptions.UserDataSetting}" },
        { "Launching:UserData another", null, trust => trust with { Launching = trust.Launching with { UserData = new(false, [AllowedTexts.DigestOf("echo hello\n")]) } }, $"to allow it, add its digest {AllowedTexts.DigestOf("echo hello")} to {LaunchingOptions.UserDataSetting}" },
        { "TrustedOwners", null, trust => trust with { TrustedOwners = [] }, $"to trust it, add it to {TrustOptions.TrustedOwnersSetting}" },
        { "Testing:Commands none", Operation.Test, trust => trust with { Testing = new() }, $"to allow it, add its digest {AllowedTexts.DigestOf(Launches.Command.Run)} to {TestingOptions.CommandsSetting}" },
        { "Testing:Commands another", Operation.Test, trust => trust with { Testing = new() { Commands = new(false, [AllowedTexts.DigestOf("reboot")]) } }, $"to allow it, add its digest {AllowedTexts.DigestOf(Launches.Command.Run)} to {TestingOptions.CommandsSetting}" },
        { "Testing:Commands of a replacement", Operation.TestReplaced, trust => trust with { Testing = new() }, $"to allow it, add its digest {AllowedTexts.DigestOf(Launches.Command.Run)} to {TestingOptions.CommandsSetting}" },
        { "Replacing:InstanceTags none", Operation.Replace, trust => trust with { Replacing = trust.Replacing with { InstanceTags = [] } }, "carries none of the tags that let this worker replace a disk, for there are none" },
        { "Replacing:InstanceTags another value", Operation.Replace, trust => trust with { Replacing = trust.Replacing with { InstanceTags = [new("replaceable", "no")] } }, "carries none of the tags that let this worker replace a disk" },
        { "Replacing:InstanceTags of a claim", Operation.Claim, trust => trust with { Replacing = trust.Replacing with { InstanceTags = [] } }, "carries none of the tags that let this worker replace a disk, for there are none" },
        { "Replacing:InstanceTags of a stop", Operation.Stop, trust => trust with { Replacing = trust.Replacing with { InstanceTags = [] } }, "carries none of the tags that let this worker replace a disk, for there are none" },
        { "Replacing:InstanceTags of a snapshot", Operation.Snapshot, trust => trust with { Replacing = trust.Replacing with { InstanceTags = [] } }, "carries none of the tags that let this worker replace a disk, for there are none" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task EveryCell_IsDoneOrRefusedForItsReason(Operation operation, Subject subject)
    {
        var row = Rows.Single(row => row.Operation == operation);
        var cell = row.Cells[row.Subjects.ToList().IndexOf(subject)];
        await using var site = await StartAsync();
        var scene = await Scene.OfAsync(site, operation, subject);

        foreach (var (by, reason) in Others(operation))
        {
            var error = (await scene.RunAsync(by)).ShouldNotBeNull($"{by}");
            error.Kind.ShouldBe(StepErrorKind.Refused, $"{by}");
            error.Message.ShouldContain(reason);
            scene.Writes.ShouldBeEmpty($"{by}");
        }

        var outcome = await scene.RunAsync(CalledBy.ItsWorkflow);
        if (cell.Kind == CellKind.Refused)
        {
            outcome.ShouldNotBeNull().Message.ShouldContain(cell.Reason);
            outcome.Kind.ShouldBe(cell.Error);
        }
        else
        {
            outcome.ShouldBeNull();
        }

        scene.Writes.ShouldBe(cell.Kind == CellKind.Done ? [Call(operation)] : []);
    }

    [Fact]
    public void TheTable_HasEveryCell()
    {
        Rows.Select(row => row.Operation).ShouldBe(Enum.GetValues<Operation>());
        Rows.ShouldAllBe(row => row.Cells.Count == row.Subjects.Count && row.Subjects == (row.Operation == Operation.Test || row.Operation == Operation.Delete ? Launched : Replaced));
        Launched.Union(Replaced).ShouldBe(Enum.GetValues<Subject>(), ignoreOrder: true);
        Rows.SelectMany(row => Others(row.Operation)).Select(other => other.By).Distinct().ShouldBe(Enum.GetValues<CalledBy>().Where(by => by != CalledBy.ItsWorkflow), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(ForgedParts))]
    public async Task AForgedPart_IsRefused(Forgery forgery, Operation operation, StepErrorKind kind, string reason)
    {
        await using var site = await StartAsync();
        var scene = await Scene.OfAsync(site, operation, operation == Operation.Claim ? Subject.OfAnotherInstallation : Subject.OfThisRun, forgery);

        var error = (await scene.RunAsync(CalledBy.ItsWorkflow)).ShouldNotBeNull();

        error.Message.ShouldContain(reason);
        error.Kind.ShouldBe(kind);
        scene.Writes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ForgedGroups), DisableDiscoveryEnumeration = true)]
    public async Task AForgedGroup_IsRefused(string name, Func<InstanceGroup, InstanceGroup> forge, StepErrorKind kind, string reason)
    {
        await using var site = await StartAsync();

        var error = (await LaunchAsync(site, forge(Launches.Group(site)))).ShouldNotBeNull(name);

        error.Message.ShouldContain(reason);
        error.Kind.ShouldBe(kind, name);
        WritesOf(site, []).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public async Task WhatASettingDoesNotList_IsRefused_AndWhatItListsIsDone(string name, Operation? operation, Func<TrustOptions, TrustOptions> narrow, string reason)
    {
        await using var site = await StartAsync();
        var wide = site.Trust;
        var scene = operation is { } asked ? await Scene.OfAsync(site, asked, asked == Operation.Claim ? Subject.OfNobody : Subject.OfThisRun) : null;
        Task<StepError?> Run() => scene is null ? LaunchAsync(site, name == "TrustedOwners" ? OfThePublisher(site) : Launches.Group(site)) : scene.RunAsync(CalledBy.ItsWorkflow);

        site.Trust = narrow(wide);
        var error = (await Run()).ShouldNotBeNull(name);
        error.Sentence().ShouldContain(reason);
        error.Kind.ShouldBe(operation is null or Operation.Test or Operation.TestReplaced ? name == "TrustedOwners" ? StepErrorKind.Untrusted : StepErrorKind.NotAllowed : StepErrorKind.Refused);
        WritesOf(site, []).ShouldBeEmpty(name);

        site.Trust = wide;
        (await Run()).ShouldBeNull(name);
        WritesOf(site, []).ShouldBe([operation is { } done ? Call(done) : "RunInstances"]);
    }

    // Deletion goes on with those of the run: one that is not its own must not leave the others behind.
    [Theory]
    [InlineData(Operation.Test, 2)]
    [InlineData(Operation.Delete, 1)]
    public async Task OneOfAnotherRunAmongOwnOnes_IsRefusedAndLeftAlone(Operation operation, int left)
    {
        await using var site = await StartAsync();
        string[] ids = [Launches.Add(site), Launches.Add(site, Launches.With(Launches.Tags(), Lineage.Run, "another-run"))];

        var error = (await OutcomeAsync(site, LaunchStep(site, operation, ids), site.LaunchAttempt(1, TimeSpan.Zero))).ShouldNotBeNull();

        error.Message.ShouldContain($"{ids[1]} does not carry all the tags of an instance launched by this run of launch/web/1");
        var there = site.Simulator.State.Instances(SimulatorWorld.OurAccount).Select(instance => instance.InstanceId).Intersect(ids, StringComparer.Ordinal).ToList();
        there.Count.ShouldBe(left);
        there.ShouldContain(ids[1]);
        site.Writes.ShouldNotContain(write => write.StartsWith("RunCommand", StringComparison.Ordinal));
    }

    // A promotion may test and delete instances, too: those that its own run has launched.
    [Theory]
    [InlineData(Operation.Test, Runs.Promotion, Runs.Run, true)]
    [InlineData(Operation.Test, Runs.Promotion, "run-0", false)]
    [InlineData(Operation.Test, Runs.Launch, Runs.LaunchRun, false)]
    [InlineData(Operation.Test, "promote/db-base/7", "run-of-db", false)]
    [InlineData(Operation.Delete, Runs.Promotion, Runs.Run, true)]
    [InlineData(Operation.Delete, Runs.Promotion, "run-0", false)]
    [InlineData(Operation.Delete, Runs.Launch, Runs.LaunchRun, false)]
    [InlineData(Operation.Delete, "promote/db-base/7", "run-of-db", false)]
    public async Task APromotion_TouchesOnlyWhatItsRunHasLaunched(Operation operation, string launchedBy, string run, bool isOwn)
    {
        await using var site = await StartAsync();
        var instance = Launches.Add(site, Launches.With(Launches.With(Launches.Tags(), Lineage.Run, run), Lineage.Operation, launchedBy));

        var error = await OutcomeAsync(site, LaunchStep(site, operation, [instance]), site.Attempt(1, TimeSpan.Zero));

        (error?.Kind).ShouldBe(isOwn ? null : StepErrorKind.Refused);
        WritesOf(site, []).ShouldBe(isOwn ? [Call(operation)] : []);
    }

    [Theory]
    [InlineData(Lineage.Operation, Runs.Launch)]
    [InlineData(Lineage.Run, Runs.LaunchRun)]
    public async Task APromotion_LaunchesNothingThatLooksLikeAnothers(string key, string value)
    {
        await using var site = await StartAsync();
        var group = Launches.Group(site).Tagged(Lineage.Operation, Runs.Promotion).Tagged(Lineage.Run, Runs.Run).Tagged(key, value);

        var error = (await OutcomeAsync(site, () => site.Launch.RunInstancesAsync(group), site.Attempt(1, TimeSpan.Zero))).ShouldNotBeNull();

        error.Message.ShouldContain($"the instances would say {key} = {value}, which is not so");
        WritesOf(site, []).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheDiskOfAnotherInstance_IsNotReplaced()
    {
        await using var site = await StartAsync();
        var part = new ReplacedInstance(site, status: "Stopped");
        var other = Launches.Add(site);
        var request = new ReplaceDiskRequest(part.Request, site.Simulator.State.Instance(other).Disks[0].DiskId, part.Disk, 40, "replace-1");

        (await OutcomeAsync(site, () => site.Replacements.ReplaceDiskAsync(request), part.Attempt(1, TimeSpan.Zero))).ShouldBeNull("it waits for a disk that never comes");

        WritesOf(site, []).ShouldBeEmpty();
    }

    // Instances of tests count, too, whoever launches them.
    [Fact]
    public async Task ManyLaunchesAtOnce_HaveNoMoreLivingInstancesThanAllowed()
    {
        await using var site = await StartAsync();
        Launches.Add(site, Launches.With(Launches.Tags("token-of-a-test"), Lineage.Operation, Runs.Promotion));
        site.Trust = site.Trust with { Launching = site.Trust.Launching with { MaxInstances = 6 } };
        var group = Launches.Group(site);

        var launches = Enumerable.Range(0, 8).Select(i => (Id: $"launch/web-{i}/1", Run: $"run-of-{i}", Token: $"token-{i}")).ToList();
        foreach (var (id, run, _) in launches)
        {
            site.Runs.Set(run, new(id, ContractNames.LaunchInstances, Runs.TaskQueue, run, Site.Start, RunState.Open, null));
        }

        var answers = await Task.WhenAll(launches.Select(async launch =>
        {
            var own = (group with { ClientToken = launch.Token }).Tagged(Lineage.Group, launch.Token).Tagged(Lineage.Operation, launch.Id).Tagged(Lineage.Run, launch.Run);
            try
            {
                return (await site.RunAsync(() => site.Launch.RunInstancesAsync(own), site.LaunchAttempt(1, TimeSpan.Zero) with { WorkflowId = launch.Id, WorkflowRunId = launch.Run })).InstanceIds.Count.ToString(CultureInfo.InvariantCulture);
            }
            catch (StepFailure refusal) when (refusal.ErrorType == nameof(StepErrorKind.NotAllowed))
            {
                return refusal.Message;
            }
        }));

        var refusal = $"cn-shanghai: 5 launched instances live in the account and 2 are to come, but this worker allows 6; delete some that are not needed, or raise {LaunchingOptions.MaxInstancesSetting} and restart the worker; then retry";
        answers.Order(StringComparer.Ordinal).ShouldBe(["2", "2", .. Enumerable.Repeat(refusal, 6)]);
        site.Simulator.State.Instances(Own).Count.ShouldBe(5);
    }

    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        site.Trust = Launches.Allowing(ReplacedInstance.Allowing(site.Trust));
        return site;
    }

    private static InstanceGroup OfThePublisher(Site site) => Launches.Group(site) with
    {
        Region = Site.Home,
        ImageId = SimulatorWorld.PlainImageId,
        VSwitch = SimulatorWorld.Default().ZonesOf(Site.Home)[0].VSwitches[0],
        SecurityGroups = [SimulatorWorld.Default().SecurityGroupsOf(Site.Home)[0]],
        KmsKeyId = Site.KeyIn(Site.Home),
    };

    private static string Call(Operation operation) => operation switch
    {
        Operation.Test or Operation.TestReplaced => "RunCommand",
        Operation.Delete => "DeleteInstances",
        Operation.Claim => "TagResources",
        Operation.Stop => "StopInstance",
        Operation.Snapshot => "CreateSnapshot",
        Operation.Replace => "ReplaceSystemDisk",
        Operation.MakeImage => "CreateImage",
        Operation.Start => "StartInstance",
        _ => "UntagResources",
    };

    private static Func<Task> LaunchStep(Site site, Operation operation, string[] ids) => operation == Operation.Test
        ? () => site.Tests.StartCommandAsync(new(Launches.Region, Own, ids, Launches.Command, "command-1"))
        : () => site.Instances.DeleteInstancesAsync(new(Launches.Region, Own, ids, null));

    private static Task<StepError?> LaunchAsync(Site site, InstanceGroup group)
    {
        // The last attempt that is patient with a worker of another account.
        var met = group.Account == Own ? null : new Trouble(Site.Start - Site.Waiting.Patience, nameof(StepErrorKind.OtherAccount));
        return OutcomeAsync(site, () => site.Launch.RunInstancesAsync(group), site.LaunchAttempt(30, Site.Waiting.Patience, false, met));
    }

    // A step that goes on later has been let through.
    private static async Task<StepError?> OutcomeAsync(Site site, Func<Task> step, ActivityInfo attempt)
    {
        try
        {
            await site.RunAsync(step, attempt);
            return null;
        }
        catch (ApplicationFailureException failure) when (failure.ErrorType != nameof(StepErrorKind.Internal))
        {
            return failure.NonRetryable ? failure.Details.ElementAt<StepError>(0) : null;
        }
    }

    // By what was asked of ECS, and by what came of it.
    private static IReadOnlyList<string> WritesOf(Site site, IReadOnlyList<string> before)
    {
        IReadOnlyList<string> writes = [.. site.Writes.Skip(before.Count)];
        site.Simulator.State.Ledger.Entries.Where(entry => entry.Action is not null).Select(entry => entry.Action!).Except(before).ShouldBeSubsetOf(writes);
        return writes;
    }

    /// <summary>A step about an instance.</summary>
    private sealed class Scene(Site site, Func<Task> step, ActivityInfo own)
    {
        private readonly IReadOnlyList<string> before = site.Writes;

        public IReadOnlyList<string> Writes => WritesOf(site, before);

        public static async Task<Scene> OfAsync(Site site, Operation operation, Subject subject, Forgery? forgery = null)
        {
            if (operation is Operation.Test or Operation.Delete)
            {
                return new(site, LaunchStep(site, operation, [Launched(site, subject)]), site.LaunchAttempt(1, TimeSpan.Zero));
            }

            var part = new ReplacedInstance(site, Tags(subject), operation is Operation.Replace or Operation.Start ? "Stopped" : "Running", subject switch
            {
                Subject.OfAStranger => AddStrangers(site, ReplacedInstance.Region),
                Subject.Vanished => NoSuchInstance,
                _ => null,
            });
            part.SetPart(OtherPartRun, NoSuchInstance + "1");
            var snapshot = operation == Operation.MakeImage && subject == Subject.OfThisRun ? await part.SnapshotAsync() : "s-none";
            var forged = Forged(part, forgery);
            // Whoever waits for an instance has waited for as long as patience lasts.
            return new(site, operation == Operation.MakeImage ? forged.MakeImage(snapshot) : forged.Step(Call(operation)), part.Attempt(1, Site.Waiting.Patience));
        }

        public Task<StepError?> RunAsync(CalledBy by) => OutcomeAsync(site, step, Attempt(by));

        private static ReplacedInstance Forged(ReplacedInstance part, Forgery? forgery) => forgery switch
        {
            Forgery.Account => part.Asking(request => request with { Of = request.Of with { Account = "9000000000000009" } }),
            Forgery.Instance => part.Asking(request => request with { InstanceId = NoSuchInstance }),
            Forgery.Region => part.Asking(request => request with { Region = Site.Target }),
            Forgery.Run => part.Asking(request => request with { Of = request.Of with { Run = "roll-0" } }),
            Forgery.Installation => part.Asking(request => request with { Of = request.Of with { Installation = "elsewhere" } }),
            Forgery.StrangersImage => part.Wishing(disk => disk with { ImageId = SimulatorWorld.StrangerImageId }),
            Forgery.NoSuchImage => part.Wishing(disk => disk with { ImageId = "m-bp1nosuchimage00000" }),
            _ => part,
        };

        private static string Launched(Site site, Subject subject) => subject switch
        {
            Subject.OfThisRun => Launches.Add(site),
            Subject.OfAnotherRun => Launches.Add(site, Launches.With(Launches.Tags(), Lineage.Run, "launch-run-0")),
            Subject.OfAPromotion => Launches.Add(site, Launches.With(Launches.With(Launches.Tags(), Lineage.Run, Runs.Run), Lineage.Operation, Runs.Promotion)),
            Subject.TaggedInPart => Launches.Add(site, Launches.With(Launches.Tags(), Lineage.Group, null)),
            Subject.TaggedCompletely => Launches.Add(site, made: Site.Start - TimeSpan.FromMinutes(5)),
            Subject.OfNobody => Launches.Add(site, ReplacedInstance.Replaceable()),
            Subject.OfAStranger => AddStrangers(site, Launches.Region),
            _ => NoSuchInstance,
        };

        private static SortedDictionary<string, string> Tags(Subject subject) => subject switch
        {
            Subject.OfThisRun => ReplacedInstance.Marked(ReplacedInstance.Run),
            Subject.OfAnotherRun => ReplacedInstance.Marked("roll-0"),
            Subject.OfAnotherInstallation => ReplacedInstance.Marked("roll-0", "elsewhere"),
            Subject.NotReplaceable => Launches.With(ReplacedInstance.Marked(ReplacedInstance.Run), "replaceable", "no"),
            _ => ReplacedInstance.Replaceable(),
        };

        private static string AddStrangers(Site site, string region)
        {
            var image = site.Simulator.State.AddImage(Stranger, new() { Region = region, Name = "theirs" });
            return site.Simulator.State.AddInstance(Stranger, new() { Region = region, Name = "theirs", Image = image, Tags = Launches.Tags() });
        }

        private ActivityInfo Attempt(CalledBy by)
        {
            site.Runs.Set(Runs.SharingRun, new(Runs.Sharing, ContractNames.ShareImages, Runs.TaskQueue, Runs.SharingRun, Site.Start, RunState.Open, null));
            site.Runs.Set("evil", new(own.WorkflowId!, "Evil", Runs.TaskQueue, "evil", Site.Start, RunState.Open, null));
            site.Runs.Set("theirs", site.Runs[own.WorkflowRunId!] with { TaskQueue = "theirs", FirstRunId = "theirs" });
            site.Runs.Set("alone", site.Runs[own.WorkflowRunId!] with { FirstRunId = "alone", Parent = null });
            var plan = $"plan/{(own.WorkflowId == Runs.Launch ? Runs.Launch : ReplacedInstance.WorkflowId)}/once";
            site.Runs.Set("plan", new(plan, PlanNames.PlanOperation, Runs.TaskQueue, "plan", Site.Start, RunState.Open, null));
            return by switch
            {
                CalledBy.ItsPlan => own with { WorkflowId = plan, WorkflowRunId = "plan" },
                CalledBy.ItsWorkflow => own,
                CalledBy.ActivityAlone => own with { WorkflowId = null, WorkflowRunId = null },
                CalledBy.ForeignWorkflow => own with { WorkflowRunId = "evil" },
                CalledBy.ForeignWorkers => own with { WorkflowRunId = "theirs" },
                CalledBy.Sharing => own with { WorkflowId = Runs.Sharing, WorkflowRunId = Runs.SharingRun },
                CalledBy.PartAlone => own with { WorkflowRunId = "alone" },
                CalledBy.WindowAlone => OfAWindowAlone(),
                CalledBy.PartOfAnother => own with { WorkflowId = site.Runs[OtherPartRun].WorkflowId, WorkflowRunId = OtherPartRun },
                _ => own with { WorkflowId = ReplacedInstance.WorkflowId, WorkflowRunId = ReplacedInstance.Run },
            };
        }

        private ActivityInfo OfAWindowAlone()
        {
            var window = ReplacementNames.WindowWorkflowId(ReplacedInstance.WorkflowId, ReplacedInstance.Run, 0);
            site.Runs.Set("window-alone", new(window, ReplacementNames.ReplaceWindow, Runs.TaskQueue, "window-alone", Site.Start, RunState.Open, null));
            site.Runs.Set("part-of-it", new(own.WorkflowId!, ReplacementNames.ReplaceSystemDisk, Runs.TaskQueue, "part-of-it", Site.Start, RunState.Open, (window, "window-alone")));
            return own with { WorkflowRunId = "part-of-it" };
        }
    }
}
