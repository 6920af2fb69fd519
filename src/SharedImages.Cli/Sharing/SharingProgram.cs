using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Sharings.</summary>
internal sealed class SharingProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Sharing;

    public override Type ResultType => typeof(SharingResult);

    public override IEnumerable<Command> CreateCommands() => [ShareCommand.Create(), UnshareCommand.Create()];

    public override string Summary(IOperationSpec spec) => SharingSpecText.Summary((SharingSpec)spec);

    public override string Details(IOperationSpec spec) => SharingSpecText.Details((SharingSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => SharingResultText.Lines((SharingResult)result);

    public override bool IsUndone(OperationResult result) => ((SharingResult)result).Left.Count == 0;

    /// <summary>Which images there are shows when they are looked for.</summary>
    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec)
    {
        var sharing = (SharingSpec)spec;
        return
        [
            .. RehearsalWorld.Unknown(world, sharing.Add).Select(account => $"account {account} (add)"),
            .. RehearsalWorld.Unknown(world, sharing.Remove).Select(account => $"account {account} (remove)"),
            .. RehearsalWorld.LacksRegions(world, spec.Regions),
        ];
    }

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec)
    {
        var sharing = (SharingSpec)spec;
        // Those that an image is taken back from get it again when that is undone.
        return new() { TrustedOwners = [.. world.Accounts.Select(account => account.Id)], ShareRecipients = [.. sharing.Add, .. sharing.Remove], OwnCopies = true };
    }
}
