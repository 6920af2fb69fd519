using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class KindProgramsTests
{
    [Fact]
    public void EveryKind_HasItsProgramInTheSameOrder() => KindPrograms.All.Select(program => program.Kind).ShouldBe(OperationKinds.All);

    [Fact]
    public void EveryKind_IsStartedByTheCommandOfItsWord()
    {
        foreach (var program in KindPrograms.All)
        {
            program.CreateCommands().First().Name.ShouldBe(program.Kind.Word);
            program.ResultType.IsAssignableTo(typeof(OperationResult)).ShouldBeTrue();
        }
    }

    public static TheoryData<OperationResult, bool> CanceledResults
    {
        get
        {
            var left = new Leftover("cn-shanghai", "image m-1", null);
            var ended = (Name: "web-base", Version: "1", Outcome: OperationOutcome.Canceled, Summary: "cancelled");
            return new()
            {
                { new PromotionResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary }, true },
                { new PromotionResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Undo = new([], [], [], [], []) }, true },
                { new PromotionResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Undo = new([], [], [], [left], []) }, false },
                { new LaunchResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Undo = new([], [], [], [left], []) }, false },
                { new SharingResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Left = [left] }, false },
                { new RetirementResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Left = [left] }, false },
                { new ChannelResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, MovedTo = "2", Left = [left] }, false },
                { new ReplacementResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Ends = Ends(InstanceEnd.Unchanged) }, true },
                { new ReplacementResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Ends = Ends(InstanceEnd.Replaced) }, false },
                { new RefreshResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary }, true },
                { new RefreshResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary, Promotion = "promote/web-base/1" }, false },
                { new RecallResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary }, true },
                { new SweepResult { Name = ended.Name, Version = ended.Version, Outcome = ended.Outcome, Summary = ended.Summary }, true },
            };
        }
    }

    [Theory]
    [MemberData(nameof(CanceledResults))]
    public void ACancelledRun_IsUndoneWhenNothingOfItIsLeft(OperationResult result, bool isUndone) =>
        KindPrograms.All.Single(program => program.ResultType == result.GetType()).IsUndone(result).ShouldBe(isUndone);

    private static Dictionary<InstanceEnd, int> Ends(InstanceEnd end) => new() { [end] = 1 };
}
