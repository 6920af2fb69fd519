using SharedImages.Ecs.Simulator;
using Temporalio.Client;
using static SharedImages.Flows.Tests.EncryptionMatrix;

namespace SharedImages.Flows.Tests;

/// <summary>Every cell of <see cref="EncryptionMatrix"/>, by a whole run of its operation on a rehearsal.</summary>
[Trait(FlowServer.Trait, FlowServer.RehearsedAlone)]
public sealed class EncryptionMatrixTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Consumer = SimulatorWorld.ConsumerAccount;
    private const string Second = SimulatorWorld.SecondConsumerAccount;
    private const string KeyOfOwnImage = "key-of-the-image";

    private static readonly SimulatorWorld World = SimulatorWorld.Default() with
    {
        Accounts = [.. SimulatorWorld.Default().Accounts.Select(account => account.Id == Own ? account with { Keys = [.. account.Keys, new(Flow.Home, KeyOfOwnImage)] } : account)],
    };

    public static TheoryData<Operation, Source, Said> Cells => [.. Rows.SelectMany(row => Enum.GetValues<Said>().Select(said => (row.Operation, row.Source, said)))];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task EveryCell_HasTheKeyThatItMustHave_OrIsRefusedWithWhatToDo(Operation operation, Source source, Said said)
    {
        var trust = LaunchBuilder.Allowing(new FlowOptions().Trust) with { ShareRecipients = [Consumer, Second] };
        await using var flow = await Flow.RehearseAsync(new() { World = World, Trust = trust });
        var scene = new Scene(flow, source, said);
        var cell = Rows.Single(row => row.Operation == operation && row.Source == source).Cells[(int)said];

        Check(flow, cell, said, operation switch
        {
            Operation.Copy => await scene.CopyAsync(sharedWith: []),
            Operation.Launch => await scene.LaunchAsync(),
            Operation.Replace => await scene.ReplaceAsync(),
            _ => await scene.CopyAsync(sharedWith: [Consumer]),
        });
        if (operation == Operation.Share)
        {
            await CheckSharingAsync(scene, cell);
        }
    }

    [Fact]
    public void TheTable_HasEveryCell()
    {
        Rows.Select(row => (row.Operation, row.Source)).ShouldBe(
            Enum.GetValues<Operation>().SelectMany(operation => Enum.GetValues<Source>().Select(source => (operation, source))));
        Rows.ShouldAllBe(row => row.Cells.Count == Enum.GetValues<Said>().Length);
        Cells.Count.ShouldBe(80);
    }

    [Fact]
    public void TheTable_SaysWhatNoSourceConfirms()
    {
        foreach (var (row, said) in Rows.SelectMany(row => Enum.GetValues<Said>().Select(said => (row, said))))
        {
            row.Cells[(int)said].Unconfirmed.ShouldBe(said switch
            {
                Said.ForeignKey => "E6",
                Said.Key when row.Operation == Operation.Share => "E10",
                _ => null,
            });
        }
    }

    private static void Check(Flow flow, Cell cell, Said said, Came came)
    {
        switch (cell.Ending)
        {
            case Ending.Done:
                came.Refusals.ShouldBeEmpty();
                came.Error.ShouldBeNull();
                came.Made.ShouldNotBeEmpty();
                came.Made.ShouldAllBe(made => KeyOwner(flow, made.Region, made.Key, said) == cell.Key);
                return;
            case Ending.Refused:
                came.Refusals.Where(refusal => refusal.Rule == cell.Rule && refusal.Message.Contains(cell.Text, StringComparison.Ordinal)).ShouldHaveSingleItem(string.Join(" | ", came.Refusals));
                break;
            default:
                came.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.KeyNotFound);
                came.Error.Code.ShouldBe("InvalidParameter.KMSKeyId.NotFound");
                came.Error.Remedy.ShouldBe(cell.Text);
                break;
        }

        came.Made.ShouldBeEmpty();
        flow.Simulator.State.Ledger.Entries.ShouldNotContain(entry => entry.Cause == LedgerCause.Call && (cell.Ending != Ending.Back || entry.Kind == LedgerKind.Disk));
    }

    // What a promotion shares, a sharing can share, too; and what that refuses to share, the other refuses.
    private static async Task CheckSharingAsync(Scene scene, Cell cell)
    {
        if (cell.Ending == Ending.Done)
        {
            (await scene.ShareAsync(Second)).Outcome.ShouldBe(OperationOutcome.Completed);
            scene.SharedWith.ShouldBe([Consumer, Second]);
        }
        else if (cell.Rule == "service-key-unshareable")
        {
            (await scene.CopyAsync(sharedWith: [])).Made.ShouldNotBeEmpty();
            var refusal = (await scene.ShareAsync(Second)).Refusals.ShouldHaveSingleItem();
            refusal.Rule.ShouldBe("service-key");
            refusal.Message.ShouldEndWith("is encrypted with the service key of cn-shanghai, and ECS does not share such an image; promote it with a kmsKeyId for cn-shanghai, and share that copy");
            scene.SharedWith.ShouldBeEmpty();
        }
    }

    private static KeyOf KeyOwner(Flow flow, string region, string? key, Said said) => key switch
    {
        null => KeyOf.Nobody,
        KeyOfOwnImage => KeyOf.Image,
        _ when key == SpecBuilder.KeyIn(region) => said == Said.Key ? KeyOf.Spec : KeyOf.SomebodyElse,
        _ => flow.Options.World.Accounts.Any(account => account.Keys.Any(other => other.Id == key)) ? KeyOf.SomebodyElse : KeyOf.Service,
    };

    /// <summary>What came of an operation.</summary>
    private sealed record Came(IReadOnlyList<Refusal> Refusals, StepError? Error, IReadOnlyList<(string Region, string? Key)> Made);

    /// <summary>An image, and what a spec says of the encryption of what is made from it.</summary>
    private sealed class Scene(Flow flow, Source source, Said said)
    {
        private readonly string imageId = source switch
        {
            Source.PlainShared => SimulatorWorld.PlainImageId,
            Source.EncryptedShared => SimulatorWorld.EncryptedImageId,
            _ => flow.Simulator.State.AddImage(Own, new() { Region = Flow.Home, Name = "own", Disks = [new(40, source == Source.EncryptedOwn ? KeyOfOwnImage : null)] }),
        };

        public IReadOnlyList<string> SharedWith => flow.OurImages(Target).ShouldHaveSingleItem().SharedWith;

        private bool IsShared => source is Source.PlainShared or Source.EncryptedShared;

        private string Owner => IsShared ? SimulatorWorld.PublisherAccount : Own;

        public async Task<Came> CopyAsync(string[] sharedWith)
        {
            var spec = flow.Spec()
                .With("source", new { region = Flow.Home, owner = Owner, imageId })
                .With("intake", IsShared && said != Said.Nothing ? Stated(Flow.Home) : null)
                .With("targets", new[] { Stated(Target, ("region", Target)) })
                .With("share", sharedWith.Length == 0 ? null : new { accounts = sharedWith });
            var handle = await flow.StartAsync(spec);
            var parked = await ParkedAsync(handle);
            var result = await ResultAsync<PromotionResult>(handle);
            var made = result.Regions.Prepend(result.Intake).OfType<RegionOutcome>().Where(region => region.State == ItemState.Done);
            return new(result.Refusals, parked, [.. made.Select(region => (region.Region, flow.Simulator.State.Image(region.ImageId!).KMSKeyId))]);
        }

        public async Task<Came> LaunchAsync()
        {
            (string, object)[] place =
            [
                ("region", Flow.Home),
                ("count", 1),
                ("instanceTypes", new[] { "ecs.g7.large" }),
                ("vSwitches", LaunchBuilder.VSwitches(Flow.Home)),
                ("securityGroups", new[] { World.SecurityGroupsOf(Flow.Home)[0] }),
            ];
            var launch = new LaunchBuilder(flow, imageId).With("image", new { owner = Owner, imageId }).With("targets", new[] { Stated(Flow.Home, place) });
            var handle = await launch.StartAsync();
            var parked = await ParkedAsync(handle);
            return new((await ResultAsync<LaunchResult>(handle)).Refusals, parked, [.. flow.Simulator.State.Disks(Own).Select(disk => (disk.Region, disk.KMSKeyId))]);
        }

        public async Task<Came> ReplaceAsync()
        {
            var fleet = new Fleet(flow, running: 1);
            var before = fleet.Instance(0).Disks[0].DiskId;
            var result = await fleet
                .With("image", new { owner = Owner, imageId })
                .With("instances", new[] { Stated(Flow.Home, ("region", Flow.Home), ("ids", fleet.Ids)) })
                .RunAsync();
            var instance = fleet.Instance(0);
            instance.Status.ShouldBe("Running");
            return new(result.Refusals, result.Instances is [var ended] ? ended.Error : null, [.. instance.Disks.Where(disk => disk.DiskId != before).Select(disk => (disk.Region, disk.KMSKeyId))]);
        }

        public async Task<SharingResult> ShareAsync(string account) => await ResultAsync<SharingResult>(await flow.StartAsync(flow.Sharing().OfPromotion().Add(account)));

        /// <summary>Fields, and what is said of the encryption.</summary>
        private Dictionary<string, object> Stated(string region, params ReadOnlySpan<(string Name, object Value)> fields)
        {
            var stated = new Dictionary<string, object>(StringComparer.Ordinal);
            foreach (var (name, value) in fields)
            {
                stated[name] = value;
            }

            if (said == Said.Encrypted)
            {
                stated["encrypted"] = true;
            }
            else if (said != Said.Nothing)
            {
                stated["kmsKeyId"] = said switch
                {
                    Said.Key => SpecBuilder.KeyIn(region),
                    Said.ForeignKey => ForeignKey,
                    _ => "alias/acs/ecs",
                };
            }

            return stated;
        }

        // What parks is given up; null = it has ended by itself.
        private async Task<StepError?> ParkedAsync(WorkflowHandle handle)
        {
            var progress = await flow.UntilAsync(handle, progress => progress.WaitsForDecision || progress.Phase == OperationPhase.Ended);
            if (progress.Items.FirstOrDefault(row => row.State == ItemState.Parked) is not { } parked)
            {
                return null;
            }

            await Flow.ResolveAsync(handle, parked.Item, ResolveAction.Abort);
            return parked.Error;
        }

        // So many cells are not replayed.
        private static Task<TResult> ResultAsync<TResult>(WorkflowHandle handle)
            where TResult : OperationResult => Flow.ResultAsync<TResult>(handle, _ => Task.CompletedTask);
    }
}
