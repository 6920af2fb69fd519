using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>What is refused before anything is launched: every reason at once, each with the worker's setting, and no write.</summary>
public sealed class LaunchRefusalTests(FlowServer server)
{
    private const string Region = "cn-shanghai";
    private const string Ours = SimulatorWorld.OurAccount;

    private static readonly string[] Groups = [SimulatorWorld.Default().SecurityGroupsOf(Region)[0]];

    public static TheoryData<string, Action<Flow, LaunchBuilder>, string[]> Cases => new()
    {
        {
            "nothing allowed",
            (flow, launch) =>
            {
                flow.Options.Trust = flow.Options.Trust with { Launching = new(), Testing = new() };
                launch.With("instance", new { name = "web", keyPair = "operators", role = "web", userData = "#!/bin/sh\necho hello" }).With("test", new { commands = new[] { new { run = "true" } } });
            },
            [
                $"this worker launches no instances; to let it, give {LaunchingOptions.MaxInstancesSetting} a number and restart the worker",
                $"this worker does not allow the instance type ecs.g7.large, nor any other; to allow it, add it to {LaunchingOptions.InstanceTypesSetting} and restart the worker",
                .. LaunchBuilder.VSwitches(Region).Concat(Groups).Select(network => $"this worker does not allow the network {network}, nor any other; to allow it, add it to {LaunchingOptions.NetworksSetting} and restart the worker"),
                $"this worker does not allow the role web, nor any other; to allow it, add it to {LaunchingOptions.RolesSetting} and restart the worker",
                $"this worker does not allow the key pair operators, nor any other; to allow it, add it to {LaunchingOptions.KeyPairsSetting} and restart the worker",
                $"this worker does not give instances this user data; to allow it, add its digest {AllowedTexts.DigestOf("#!/bin/sh\necho hello")} to {LaunchingOptions.UserDataSetting}, or set that to true, and restart the worker",
                $"this worker does not run the command \"true\"; to allow it, add its digest {AllowedTexts.DigestOf("true")} to {TestingOptions.CommandsSetting}, or set that to true, and restart the worker",
            ]
        },
        {
            "more than allowed",
            (_, launch) => launch.With("targets", new[] { LaunchBuilder.Target(Region, count: 201) }),
            [$"201 instances are asked for, and this worker allows 200 at once; ask for fewer, or raise {LaunchingOptions.MaxInstancesSetting} and restart the worker"]
        },
        {
            "promotion that does not exist",
            (_, launch) => launch.With("image", new { promotion = "web-base/none" }),
            ["no promotion web-base/none is known: there is no run of it and no image in cn-shanghai; correct image.promotion, or promote first"]
        },
        {
            "owner not on the trust list",
            (flow, launch) => launch
                .With("image", new { owner = SimulatorWorld.StrangerAccount, imageId = SimulatorWorld.StrangerImageId })
                .With("targets", new[] { LaunchBuilder.Target(Flow.Home) }),
            [$"the source owner {SimulatorWorld.StrangerAccount} is not on this worker's trust list; to trust it, add it to {TrustOptions.TrustedOwnersSetting} and restart the worker"]
        },
        {
            "shared, encrypted, and no key",
            (_, launch) => launch
                .With("image", new { owner = SimulatorWorld.PublisherAccount, imageId = SimulatorWorld.EncryptedImageId })
                .With("targets", new[] { LaunchBuilder.Target(Flow.Home) }),
            [$"{SimulatorWorld.EncryptedImageId} in cn-hangzhou is shared and encrypted, so disks made from it must be; set the target's kmsKeyId to a key of cn-hangzhou (or encrypted: true for the service key)"]
        },
        {
            "another architecture and a disk that is too small",
            (_, launch) => launch
                .With("targets", new[] { LaunchBuilder.Target(Region, types: ["ecs.g8y.large"]) })
                .With("instance", new { name = "web", systemDisk = new { size = 20 } }),
            [
                "IMAGE in cn-shanghai (x86_64, UEFI-Preferred) boots on none of ecs.g8y.large; name types of that architecture and boot mode",
                "the system disk of 20 GiB is smaller than IMAGE in cn-shanghai, which has 40 GiB; give at least that",
            ]
        },
        {
            "vSwitch that is not there",
            (_, launch) => launch.With("targets", new[] { new { region = Region, count = 1, instanceTypes = new[] { "ecs.g7.large" }, vSwitches = new[] { "vsw-none" }, securityGroups = Groups } }),
            ["cn-shanghai: check a launch of IMAGE: InvalidVSwitchId.NotFound: The specified VSwitchId does not exist; correct what ECS refuses, then launch under a new version"]
        },
        {
            "worker of another account",
            (_, launch) => launch.With("account", "9000000000000009"),
            [$"the spec wants account 9000000000000009, but this worker acts for {Ours}; start it on the task queue of a worker of 9000000000000009"]
        },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Refused_BeforeAnyWrite(string name, Action<Flow, LaunchBuilder> arrange, string[] messages)
    {
        await using var flow = await Flow.StartAsync(server, new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) });
        var image = flow.Simulator.State.AddImage(Ours, new() { Region = Region, Name = "built-here" });
        var launch = new LaunchBuilder(flow, image, Region);
        arrange(flow, launch);

        var handle = await launch.StartAsync();
        var failure = await FailureAsync(handle);

        failure.ErrorType.ShouldBe("Refused", name);
        var refusals = failure.Details.ElementAt<LaunchResult>(0).Refusals.Select(refusal => refusal.Message.Replace(image, "IMAGE", StringComparison.Ordinal)).ToList();
        refusals.ShouldBe(messages);
        flow.Simulator.State.Requests
            .Where(request => !request.Action.StartsWith("Describe", StringComparison.Ordinal) && request.Action != "GetCallerIdentity" && !request.Parameters.ContainsKey("DryRun"))
            .ShouldBeEmpty();
        await Histories.ReplayAsync(handle);
    }

    [Fact]
    public async Task WorkflowIdThatIsNotTheSpecs_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server, new() { Trust = LaunchBuilder.Allowing(new FlowOptions().Trust) });
        var launch = new LaunchBuilder(flow, "m-1", Region);

        (await FailureAsync(await launch.StartAsync("my-own-id-" + launch.Version))).Message.ShouldBe(
            $"web {launch.Version} was refused before any write: the workflow id is my-own-id-{launch.Version}, but this spec's is {launch.WorkflowId}; start it under that id, so that the same request is the same run");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"kind":"Launch","count":"many"}""")]
    public async Task JsonThatIsNoSpec_EndsTheRunWithAllErrors(string json)
    {
        await using var flow = await Flow.StartAsync(server);
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var handle = await flow.Client.StartWorkflowAsync(ContractNames.LaunchInstances, [document.RootElement], new($"bad-{Guid.NewGuid():N}", flow.TaskQueue));

        var failure = await FailureAsync(handle);

        failure.ErrorType.ShouldBe("Refused");
        failure.Details.ElementAt<LaunchResult>(0).Errors.ShouldNotBeEmpty();
    }

    private static async Task<ApplicationFailureException> FailureAsync(WorkflowHandle handle) =>
        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<LaunchResult>())).InnerException.ShouldBeOfType<ApplicationFailureException>();
}
