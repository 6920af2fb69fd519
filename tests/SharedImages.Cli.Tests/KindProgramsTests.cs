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
}
