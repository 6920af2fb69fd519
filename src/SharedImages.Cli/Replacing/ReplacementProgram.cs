using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Replacements.</summary>
internal sealed class ReplacementProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Replacement;

    public override Type ResultType => typeof(ReplacementResult);

    public override IEnumerable<Command> CreateCommands() => [ReplaceCommand.Create()];

    public override string Summary(IOperationSpec spec) => ReplacementSpecText.Summary((ReplacementSpec)spec);

    public override string Details(IOperationSpec spec) => ReplacementSpecText.Details((ReplacementSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => ReplacementResultText.Lines((ReplacementResult)result);

    /// <summary>Disks that were replaced stay replaced.</summary>
    public override bool IsUndone(OperationResult result) =>
        !((ReplacementResult)result).Ends.Any(end => end is { Key: InstanceEnd.Replaced or InstanceEnd.FailedAsLeft, Value: > 0 });

    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec)
    {
        var replacement = (ReplacementSpec)spec;
        var missing = replacement.Instances.SelectMany(selection => selection.Ids ?? []).Except(ours.Instances.Select(instance => instance.Id ?? ""), StringComparer.Ordinal);
        return RehearsalWorld.LacksRegions(world, replacement.Instances.Select(selection => selection.Region))
            .Concat(missing.Select(id => $"instance {id} of account {ours.Id}"));
    }

    /// <summary>All that is selected may be replaced and tested, by whatever tags the instances of the world carry.</summary>
    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec)
    {
        var replacement = (ReplacementSpec)spec;
        return new()
        {
            TrustedOwners = replacement.Image.Owner is { } owner ? [owner] : [],
            Replacing = new()
            {
                InstanceTags = [.. world.Accounts.SelectMany(account => account.Instances).SelectMany(instance => instance.Tags).Select(tag => new SharedImages.Ecs.Tag(tag.Key, tag.Value)).Distinct()],
                MaxInstances = ReplacementSpecReader.MaxInstances,
            },
            Testing = new() { Commands = new(true, []) },
        };
    }
}
