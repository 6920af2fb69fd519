using System.CommandLine;
using SharedImages.Activities;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Promotions.</summary>
internal sealed class PromotionProgram : KindProgram
{
    public override OperationKind Kind => OperationKinds.Promotion;

    public override Type ResultType => typeof(PromotionResult);

    public override IEnumerable<Command> CreateCommands() => [PromoteCommand.Create()];

    public override string Summary(IOperationSpec spec) => PromotionSpecText.Summary((PromotionSpec)spec);

    public override string Details(IOperationSpec spec) => PromotionSpecText.Details((PromotionSpec)spec);

    public override IEnumerable<string> Lines(OperationResult result) => PromotionResultText.Lines((PromotionResult)result);

    public override bool IsUndone(OperationResult result) => ((PromotionResult)result).Undo is not { Left.Count: > 0 };

    public override IEnumerable<string> Lacks(SimulatorWorld world, WorldAccount ours, IOperationSpec spec) => PromotionWorld.Lacks(world, ours, (PromotionSpec)spec);

    public override TrustOptions Trust(SimulatorWorld world, IOperationSpec spec)
    {
        var promotion = (PromotionSpec)spec;
        var launched = promotion.Launch?.Targets.Sum(target => target.Count) ?? 0;
        return LaunchProgram.Allowing(
            new() { TrustedOwners = [promotion.Source.Owner], ShareRecipients = promotion.Share.Accounts },
            promotion.Test is null ? launched : Math.Max(launched, promotion.Targets.Count));
    }

    /// <summary>The intake counts once. A shared image needs one; where its region is a target, it is that target's image.</summary>
    public override int? CopiesAsked(IOperationSpec spec, string account, bool foundSource)
    {
        var promotion = (PromotionSpec)spec;
        var needsIntake = promotion.Intake is not null || promotion.Source.Owner != account;
        return !foundSource ? 0
            : promotion.Targets.Count
                + (promotion.Targets.Any(target => target.Region == promotion.Source.Region) || promotion.Intake?.After == IntakeAfter.Delete || !needsIntake ? 0 : 1);
    }
}
