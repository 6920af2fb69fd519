namespace SharedImages.Activities.Tests;

public sealed class BoundedMemoryTests
{
    private readonly BoundedMemory<string, int> memory = new(most: 2);

    [Fact]
    public void Full_AnotherKey_ForgetsTheRest()
    {
        memory.Keep("a", 1);
        memory.Keep("b", 2);

        memory.Keep("c", 3).ShouldBe(3);

        memory.TryGet("a", out _).ShouldBeFalse();
        memory.TryGet("c", out var kept).ShouldBeTrue();
        kept.ShouldBe(3);
    }

    [Fact]
    public void Full_AKeyThatIsKnown_ForgetsNothing()
    {
        memory.Keep("a", 1);
        memory.Keep("b", 2);
        memory.Keep("b", 4);

        memory.TryGet("a", out _).ShouldBeTrue();
        memory.TryGet("b", out var kept).ShouldBeTrue();
        kept.ShouldBe(4);
    }
}
