using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Launches.</summary>
internal sealed class LaunchProgram : KindProgram
{
    private static readonly string[] Any = ["*"];

    public override OperationKind Kind => OperationKinds.Launch;

    public override Type ResultType => typeof(LaunchResult);

    public override IEnumerable<Command> CreateCommands() => [LaunchCommand.Create()];

    public override string Summary(IOperationSpec spec) => LaunchSpecText.Summary((LaunchSpec)spec);

    public override string Details(IOperationSpec spec) => LaunchSpecText.Details((LaunchSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => LaunchResultText.Lines((LaunchResult)result);

    public override bool IsUndone(OperationResult result) => ((LaunchResult)result).Undo is not { Left.Count: > 0 };

    /// <summary>What else there is of image, vSwitches and groups shows when ECS is asked.</summary>
    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec)
    {
        var launch = (LaunchSpec)spec;
        return
        [
            .. RehearsalWorld.Unknown(world, launch.Image.Owner is { } owner ? [owner] : []).Select(account => $"account {account} (image.owner)"),
            .. RehearsalWorld.LacksRegions(world, spec.Regions),
            .. launch.Targets
                .Where(target => target.KmsKeyId is { } key && !ours.Keys.Any(known => known.Region == target.Region && (known.Id == key || key.EndsWith($"/{known.Id}", StringComparison.Ordinal))))
                .Select(target => $"key {target.KmsKeyId} of account {ours.Id} in {target.Region}"),
        ];
    }

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => Allowing(
        new() { TrustedOwners = [.. world.Accounts.Select(account => account.Id)], OwnCopies = true },
        ((LaunchSpec)spec).Targets.Sum(target => target.Count));

    /// <summary>The same lists, and so many instances of any kind, with any test.</summary>
    public static TrustOptions Allowing(TrustOptions trust, int instances) => trust with
    {
        Launching = new() { MaxInstances = instances, InstanceTypes = Any, Networks = Any, Roles = Any, KeyPairs = Any, UserData = new(true, []) },
        Testing = new() { Commands = new(true, []) },
    };
}
