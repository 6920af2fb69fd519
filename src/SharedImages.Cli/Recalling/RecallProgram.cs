using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Recalls.</summary>
internal sealed class RecallProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Recall;

    public override string StartCommand => $"{Invocation.Program} {Kind.Word} NAME/VERSION";

    public override Type ResultType => typeof(RecallResult);

    public override IEnumerable<Command> CreateCommands() => [RecallCommand.Create()];

    public override string Summary(IOperationSpec spec) => RecallSpecText.Summary((RecallSpec)spec);

    public override string Details(IOperationSpec spec) => RecallSpecText.Details((RecallSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => RecallResultText.Lines((RecallResult)result);

    /// <summary>What was recalled stays so.</summary>
    public override bool IsUndone(OperationResult result) => ((RecallResult)result).Images.All(image => image.State != ItemState.Done);

    public override IOperationSpec LookAhead(IOperationSpec spec) => (RecallSpec)spec with { Plan = true };

    public override bool HasWork(OperationResult result) => ((RecallResult)result).Images.Any(image => image.State == ItemState.Pending);

    /// <summary>Which images there are shows when they are looked for.</summary>
    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec) => [];

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => new();
}
