using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace SharedImages.Flows.Tests;

/// <summary>What is refused before any write: Failed, type Refused, every reason at once, and not one writing call.</summary>
public sealed class RefusalTests(FlowServer server)
{
    private const string Ours = SimulatorWorld.OurAccount;
    private const string Publisher = SimulatorWorld.PublisherAccount;

    private static readonly string[] Writes = ["CopyImage", "CancelCopyImage", "DeleteImage", "ModifyImageAttribute", "ModifyImageSharePermission", "TagResources", "DeleteSnapshot"];

    public static TheoryData<string, Action<Flow, SpecBuilder>, string[]> Cases => new()
    {
        {
            "source missing",
            (_, spec) => spec.With("source", new { region = Flow.Home, owner = Publisher, imageId = "m-bp1nosuchimage00000" }),
            [$"m-bp1nosuchimage00000 is not in cn-hangzhou, or is not shared with this account; ask {Publisher} to share it there"]
        },
        {
            "source not shared with us",
            (flow, _) => flow.Simulator.State.UnshareImage(SimulatorWorld.EncryptedImageId, Ours),
            [$"{SimulatorWorld.EncryptedImageId} is not in cn-hangzhou, or is not shared with this account; ask {Publisher} to share it there"]
        },
        {
            "source deprecated",
            (flow, _) => flow.Simulator.State.DeprecateImage(SimulatorWorld.EncryptedImageId),
            [$"{SimulatorWorld.EncryptedImageId} is deprecated by its owner, and such an image cannot be copied; choose another, or ask {Publisher} to make it Available"]
        },
        {
            "owner other than stated",
            (_, spec) => spec.With("source", new { region = Flow.Home, owner = Ours, imageId = SimulatorWorld.EncryptedImageId }),
            [$"{SimulatorWorld.EncryptedImageId} belongs to {Publisher}, not to {Ours} as the spec says; correct source.owner if that account is meant"]
        },
        {
            "no image of that name",
            (_, spec) => spec.With("source", new { region = Flow.Home, owner = Publisher, namePattern = "db-base-*" }),
            [$"no Available image of {Publisher} in cn-hangzhou has a name like db-base-*; ask its owner to share one there, or correct source.namePattern"]
        },
        {
            "owner not on the trust list",
            (_, spec) => spec.With("source", new { region = Flow.Home, owner = SimulatorWorld.StrangerAccount, imageId = SimulatorWorld.StrangerImageId }),
            [$"the source owner {SimulatorWorld.StrangerAccount} is not on this worker's trust list; to trust it, add it to SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS) and restart the worker"]
        },
        {
            "empty lists",
            (flow, _) => flow.Options.Trust = new(),
            [
                $"the source owner {Publisher} is not on this worker's trust list, which is empty; to trust it, add it to SharedImages:TrustedOwners (environment: SHAREDIMAGES_TRUSTEDOWNERS) and restart the worker",
                $"images may not be shared with {SimulatorWorld.ConsumerAccount}: it is not on this worker's share list, which is empty; to allow it, add it to SharedImages:ShareRecipients (environment: SHAREDIMAGES_SHARERECIPIENTS) and restart the worker",
            ]
        },
        {
            "our own account among the recipients",
            (_, spec) => spec.With("share", new { accounts = new[] { SimulatorWorld.ConsumerAccount, Ours } }),
            [$"{Ours} is this worker's own account, and an image cannot be shared with its owner; remove it from share.accounts"]
        },
        {
            "worker of another account",
            (_, spec) => spec.With("account", "9000000000000009"),
            [$"the spec wants account 9000000000000009, but this worker acts for {Ours}; start it on the task queue of a worker of 9000000000000009"]
        },
        {
            "encrypted source without keys",
            (_, spec) => spec.With("intake", null).With("targets", new[] { new { region = "cn-shanghai" } }),
            [
                $"the source image {SimulatorWorld.EncryptedImageId} is encrypted, so its intake in cn-hangzhou must be; set intake.kmsKeyId to a key of cn-hangzhou (or intake.encrypted: true for the service key)",
                $"the source image {SimulatorWorld.EncryptedImageId} is encrypted, so its copy in cn-shanghai must be; set the target's kmsKeyId to a key of cn-shanghai",
            ]
        },
        {
            "service key and sharing",
            (_, spec) => spec.With("targets", new[] { new { region = "cn-shanghai", encrypted = true } }),
            ["the copy in cn-shanghai would be encrypted with the service key, and such an image cannot be shared; set the target's kmsKeyId to a customer key, or share with nobody"]
        },
        {
            "encrypted to plain",
            (_, spec) => spec
                .With("source", new { region = Flow.Home, owner = Publisher, imageId = SimulatorWorld.PlainImageId })
                .With("targets", new[] { new { region = "cn-shanghai" } }),
            ["the intake is encrypted, and an encrypted image never becomes a plain one: set kmsKeyId of the target cn-shanghai, or leave the intake plain"]
        },
        {
            "intake key not found",
            (_, spec) => spec.With("intake", new { kmsKeyId = "11111111-2222-3333-4444-555555555555" }),
            ["cn-hangzhou: check the copy of " + SimulatorWorld.EncryptedImageId + ": InvalidParameter.KMSKeyId.NotFound: The specified KMSKeyId does not exist in the destination region; set kmsKeyId to a key of cn-hangzhou, where 11111111-2222-3333-4444-555555555555 is not (kms:ListKeys there shows them), or create one there"]
        },
        {
            "all regions unknown",
            (_, spec) => spec.With("targets", new[] { new { region = "xx-nowhere-1", kmsKeyId = SpecBuilder.KeyIn("cn-shanghai") } }),
            ["xx-nowhere-1: ECS knows no such region for this account; correct the region; this account has ap-northeast-1, ap-southeast-1, cn-beijing, cn-hangzhou, cn-hongkong, cn-shanghai, cn-shenzhen, eu-central-1, us-east-1, us-west-1"]
        },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Refused_BeforeAnyWrite(string name, Action<Flow, SpecBuilder> arrange, string[] messages)
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec("cn-shanghai");
        arrange(flow, spec);

        var handle = await flow.StartAsync(spec);
        var failure = await FailureAsync(handle);

        failure.ErrorType.ShouldBe("Refused", name);
        var result = failure.Details.ElementAt<PromotionResult>(0);
        result.Refusals.Select(refusal => refusal.Message).ShouldBe(messages);
        failure.Message.ShouldBe($"web-base {spec.Version} was refused before any write: {string.Join(" | ", messages)}");
        flow.Simulator.State.Requests
            .Where(request => Writes.Contains(request.Action, StringComparer.Ordinal) && !request.Parameters.ContainsKey("DryRun"))
            .ShouldBeEmpty();
        await Histories.ReplayAsync(handle);
    }

    [Fact]
    public async Task WorkflowIdThatIsNotTheSpecs_IsRefused()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec("cn-shanghai");

        var failure = await FailureAsync(await flow.StartJsonAsync("my-own-id-" + spec.Version, spec.ToJson()));

        failure.ErrorType.ShouldBe("Refused");
        failure.Message.ShouldBe($"web-base {spec.Version} was refused before any write: the workflow id is my-own-id-{spec.Version}, but this spec's is {spec.WorkflowId}; start it under that id, so that the same request is the same run");
    }

    [Fact]
    public async Task JsonThatIsNoSpec_EndsTheRunWithAllErrors()
    {
        await using var flow = await Flow.StartAsync(server);

        var failure = await FailureAsync(await flow.StartJsonAsync($"bad-{Guid.NewGuid():N}", new { apiVersion = "sharedimages/v1", kind = "Promotion", name = 7, targets = "all", colour = "red" }));

        failure.ErrorType.ShouldBe("Refused");
        var errors = failure.Details.ElementAt<PromotionResult>(0).Errors;
        errors.Select(error => error.Path).ShouldContain("name");
        errors.Select(error => error.Path).ShouldContain("targets");
        errors.Select(error => error.Path).ShouldContain("colour");
        errors.Count.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Theory]
    [InlineData("\"web-base\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task OtherJson_EndsTheRunToo(string json)
    {
        await using var flow = await Flow.StartAsync(server);

        var failure = await FailureAsync(await flow.StartJsonAsync($"bad-{Guid.NewGuid():N}", System.Text.Json.JsonDocument.Parse(json).RootElement));

        failure.ErrorType.ShouldBe("Refused");
    }

    [Fact]
    public async Task OneRegionUnknown_TheOthersGoOn()
    {
        await using var flow = await Flow.StartAsync(server);
        var spec = flow.Spec("cn-shanghai").With("targets", new[]
        {
            new { region = "cn-shanghai", kmsKeyId = SpecBuilder.KeyIn("cn-shanghai") },
            new { region = "xx-nowhere-1", kmsKeyId = SpecBuilder.KeyIn("cn-shanghai") },
        });

        var result = await flow.RunAsync(spec);

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Regions[0].State.ShouldBe(ItemState.Done);
        result.Regions[1].Error!.Kind.ShouldBe(StepErrorKind.RegionNotFound);
    }

    private static async Task<ApplicationFailureException> FailureAsync(WorkflowHandle handle) =>
        (await Should.ThrowAsync<WorkflowFailedException>(() => handle.GetResultAsync<PromotionResult>())).InnerException.ShouldBeOfType<ApplicationFailureException>();
}
