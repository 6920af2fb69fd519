using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class ChannelResultTextTests
{
    [Fact]
    public void EveryRegion_HasARow() => ChannelResultText.Lines(new()
    {
        Name = "web-base",
        Version = "prod",
        MovedTo = "2",
        Outcome = OperationOutcome.Failed,
        Summary = "It was not moved.",
        Notes = ["Shares were not checked."],
        Regions =
        [
            new() { Region = "cn-hangzhou", ImageId = "m-new", Before = ["m-old"], State = ItemState.Undone, Error = new(StepErrorKind.Permission, "cn-hangzhou: no right", "grant it") },
            new() { Region = "cn-shanghai", ImageId = "m-same", Before = ["m-same"], State = ItemState.Done },
            new() { Region = "us-east-1", Before = ["m-old"], State = ItemState.Done },
        ],
    }).ShouldBe(
    [
        "It was not moved.",
        "",
        "REGION       IMAGE   STATE   BEFORE",
        "cn-hangzhou  m-new   undone  m-old",
        "cn-shanghai  m-same  done",
        "us-east-1    (none)  done    m-old",
        "cn-hangzhou: no right; grant it",
        "Shares were not checked.",
    ]);

    [Fact]
    public void ARefusal_SaysWhy() => ChannelResultText.Lines(new()
    {
        Name = "web-base",
        Version = "prod",
        MovedTo = "2",
        Outcome = OperationOutcome.Refused,
        Summary = "",
        Refusals = [new("channel-version", "it is nowhere")],
    }).ShouldBe(["web-base prod was refused before any write:", "  channel-version: it is nowhere"]);
}
