namespace SharedImages.Workflows.Tests;

public sealed class BoardTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Promotion_ParkedRegion_SaysFirstWhatToDo()
    {
        var text = Board.Operation(Progress(Parked()), "regions", AsOf);

        text.ShouldStartWith("**web-base 1: Distributing, 0 of 1 regions done, 1 waiting for a decision**");
        text.ShouldContain("> **cn-shanghai is parked** at *copy*: the key is disabled.");
        text.ShouldContain("> To do: enable the KMS key");
        text.ShouldContain("""> Then Resolve with {"item":"cn-shanghai","step":"copy","action":"retry|skip"}""");
        text.ShouldEndWith("*as of 2026-11-24 12:00:00 UTC*");
    }

    [Fact]
    public void Promotion_SixtyRegionsWithLongErrors_FitsTheAddressItTravelsIn() =>
        Board.Operation(Progress([.. Enumerable.Repeat(Parked() with { Error = new(StepErrorKind.Invalid, new('x', 5000), "y") }, 60)]), "regions", AsOf)
            .Length.ShouldBeLessThan(5000);

    [Fact]
    public void ColumnThatNoRowFills_IsLeftOut()
    {
        var text = Board.Operation(Progress(new() { Item = "cn-shanghai", State = ItemState.Done }, new() { Item = "cn-beijing", State = ItemState.Sharing }), "regions", AsOf);

        text.ReplaceLineEndings("\n").Replace("\u00a0", "", StringComparison.Ordinal).ShouldContain("| Item | State |\n|---|---|\n| cn-shanghai | Done |\n| cn-beijing | Sharing |\n\n");
    }

    private static OperationProgress Progress(params ItemProgress[] regions) => new()
    {
        Operation = PromotionSpec.SpecKind,
        Name = "web-base",
        Version = "1",
        Phase = OperationPhase.Distributing,
        WaitsForDecision = true,
        Items = regions,
    };

    private static ItemProgress Parked() => new()
    {
        Item = "cn-shanghai",
        Hop = Hop.Distribution,
        State = ItemState.Parked,
        Step = "copy",
        Error = new(StepErrorKind.Permission, "cn-shanghai: the key is disabled.", "enable the KMS key"),
        Actions = [ResolveAction.Retry, ResolveAction.Skip],
    };
}
