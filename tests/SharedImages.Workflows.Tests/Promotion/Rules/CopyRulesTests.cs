namespace SharedImages.Workflows.Tests;

public sealed class CopyRulesTests
{
    private static readonly FoundCopy Foreign = new("m-foreign", "Available", "", "web-base");

    [Fact]
    public void Decide_NothingFound_Copies()
    {
        var decision = CopyRules.Decide(new([], null), "cn-shanghai", "web-base");

        decision.Take.ShouldBeNull();
        decision.Stop.ShouldBeNull();
        decision.Discard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Available")]
    [InlineData("Creating")]
    [InlineData("Waiting")]
    public void Decide_UsableCopy_IsTaken(string status) =>
        CopyRules.Decide(new([Copy("m-1", status)], null), "cn-shanghai", "web-base").Take!.ImageId.ShouldBe("m-1");

    [Fact]
    public void Decide_SeveralCopies_AvailableComesFirst() =>
        CopyRules.Decide(new([Copy("m-1", "Waiting"), Copy("m-2", "Creating"), Copy("m-3", "Available")], null), "cn-shanghai", "web-base")
            .Take!.ImageId.ShouldBe("m-3");

    [Theory]
    [InlineData("CreateFailed")]
    [InlineData("UnAvailable")]
    public void Decide_FailedCopy_IsDiscardedBeforeCopying(string status)
    {
        var decision = CopyRules.Decide(new([Copy("m-1", status)], null), "cn-shanghai", "web-base");

        decision.Take.ShouldBeNull();
        decision.Stop.ShouldBeNull();
        decision.Discard.ShouldHaveSingleItem().ImageId.ShouldBe("m-1");
    }

    [Fact]
    public void Decide_WithdrawnCopy_StopsAndSaysWhatToDo()
    {
        var stop = CopyRules.Decide(new([Copy("m-1", "Deprecated")], null), "cn-shanghai", "web-base").Stop!;

        stop.Kind.ShouldBe(StepErrorKind.NameTaken);
        stop.Message.ShouldBe("cn-shanghai: m-1 is this very copy but has been withdrawn (status Deprecated)");
        stop.Remedy.ShouldBe("make it Available again or delete m-1 with its snapshots");
    }

    [Fact]
    public void Decide_NameTakenByAnotherImage_StopsAndNamesIt()
    {
        var stop = CopyRules.Decide(new([], Foreign), "cn-shanghai", "web-base").Stop!;

        stop.Kind.ShouldBe(StepErrorKind.NameTaken);
        stop.ImageId.ShouldBe("m-foreign");
        stop.Message.ShouldBe("cn-shanghai: the name web-base is taken by m-foreign, which is not this copy");

        CopyRules.Decide(new([], Foreign with { Whose = "of the promotion db-base 3, made 2026-11-20 08:00 UTC" }), "cn-shanghai", "web-base").Stop!.Message
            .ShouldBe("cn-shanghai: the name web-base is taken by m-foreign, which is of the promotion db-base 3, made 2026-11-20 08:00 UTC");
    }

    [Fact]
    public void Decide_CopyUnderAnotherName_IsTakenAlthoughTheNameIsHeld() =>
        CopyRules.Decide(new([Copy("m-1", "Available")], Foreign), "cn-shanghai", "web-base").Take!.ImageId.ShouldBe("m-1");

    [Fact]
    public void Decide_ImageWithOurKeyThatIsNotThisCopy_StopsTheRegion()
    {
        var impostor = new StepError(StepErrorKind.Mismatch, "cn-shanghai: m-x carries this copy's key, but it is not encrypted", "delete it", ImageId: "m-x");

        CopyRules.Decide(new([], null, impostor), "cn-shanghai", "web-base").Stop.ShouldBe(impostor);
        CopyRules.Decide(new([Copy("m-1", "CreateFailed")], Foreign, impostor), "cn-shanghai", "web-base").Stop.ShouldBe(impostor);
        CopyRules.Decide(new([Copy("m-1", "Available")], null, impostor), "cn-shanghai", "web-base").Take!.ImageId.ShouldBe("m-1", "the true copy is there too");
    }

    private static FoundCopy Copy(string id, string status) => new(id, status, "run-1", "web-base");
}
