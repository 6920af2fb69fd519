using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What the program has of each kind of <see cref="OperationKinds.All"/>.</summary>
internal static class KindPrograms
{
    public static IReadOnlyList<KindProgram> All { get; } = [new PromotionProgram(), new LaunchProgram(), new SharingProgram(), new ReplacementProgram(), new RefreshProgram(), new RetirementProgram(), new ChannelProgram(), new RecallProgram(), new SweepProgram()];

    public static KindProgram Of(IOperationSpec spec) => Of(OperationKinds.Of(spec));

    public static KindProgram Of(OperationKind kind) => All.Single(program => program.Kind == kind);
}
