namespace SharedImages.Workflows.Tests;

public sealed class BoardTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Promotion_ParkedRegion_SaysFirstWhatToDo()
    {
        var text = Board.Operation(Progress(Parked()), "regions", AsOf);

        text.ShouldStartWith("**parked: web-base 1, distributing, 0 of 1 regions done, 1 waiting for a decision**");
        text.ShouldContain("> **cn-shanghai is parked** at *copy*: the key is disabled.");
        text.ShouldContain("> To do: enable the KMS key");
        text.ShouldContain("""> Then Resolve with `{"item":"cn-shanghai","step":"copy","action":"retry"}`; in place of retry: skip""");
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

        text.ReplaceLineEndings("\n").Replace("\u00a0", "", StringComparison.Ordinal).ShouldContain("| Item | State |\n|---|---|\n| cn-shanghai | done |\n| cn-beijing | sharing |\n\n");
    }

    [Fact]
    public void WhatHasEnded_SaysFirstHow_AndACanceledOneHasItsResult()
    {
        var result = new LaunchResult { Name = "web", Version = "1", Outcome = OperationOutcome.Canceled, Summary = "web 1 was canceled. Removed 2 instances; nothing is left." };

        var text = Board.Operation(Progress(new ItemProgress { Item = "cn-shanghai", State = ItemState.Undone }), "regions", AsOf, result).ReplaceLineEndings("\n");

        text.ShouldStartWith("**canceled: web-base 1, 0 of 1 regions done**\n\nweb 1 was canceled. Removed 2 instances; nothing is left.\n\n```json\n{");
        text.ShouldContain("\"outcome\": \"canceled\"");
        Board.Operation(Progress(), "regions", AsOf, result with { Outcome = OperationOutcome.Completed }).ShouldNotContain("json");
    }

    [Fact]
    public void ACanceledRunsLongResult_IsSummedUp()
    {
        var errors = Enumerable.Range(1, 100).Select(line => new SpecError("launch.targets", line, 1, "is wrong", "correct it"));
        var result = new LaunchResult { Name = "web", Version = "1", Outcome = OperationOutcome.Canceled, Summary = "gone", Errors = [.. errors] };

        Board.Operation(Progress(), "regions", AsOf, result).ShouldNotContain("json");
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
