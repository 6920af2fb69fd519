using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Retirements.</summary>
internal sealed class RetirementProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Retirement;

    public override Type ResultType => typeof(RetirementResult);

    public override IEnumerable<Command> CreateCommands() => [RetireCommand.Create()];

    public override string Summary(IOperationSpec spec) => RetirementSpecText.Summary((RetirementSpec)spec);

    public override string Details(IOperationSpec spec) => RetirementSpecText.Details((RetirementSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => RetirementResultText.Lines((RetirementResult)result);

    public override bool IsUndone(OperationResult result) => ((RetirementResult)result).Left.Count == 0;

    /// <summary>Which images there are shows when they are looked for.</summary>
    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec) => [];

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec) => new() { ShareRecipients = [.. world.Accounts.Select(account => account.Id)] };
}
