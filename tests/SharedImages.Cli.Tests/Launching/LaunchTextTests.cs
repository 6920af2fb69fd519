using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class LaunchTextTests
{
    private static readonly LaunchSpec Spec = new(
        "web",
        "1",
        null,
        new("web-base/1", null, null, null),
        [new("cn-shanghai", 3, 2, ["ecs.g7.large", "ecs.g8y.large"], ["vsw-a"], ["sg-a"], true, "key-1"), new("cn-beijing", 1, 1, ["ecs.g7.large"], ["vsw-b"], ["sg-b"], false, null)],
        new("web", null, [], null, null, null, new Dictionary<string, string>(), false),
        new(TimeSpan.FromMinutes(5), [new("true", null, 0, TimeSpan.FromMinutes(1))]),
        OnFailure.Undo);

    [Fact]
    public void WhatIsAskedFor_InOneLineAndAtLength()
    {
        LaunchSpecText.Summary(Spec).ShouldBe("web 1: 4 instances of promotion web-base/1 in cn-shanghai, cn-beijing");
        LaunchSpecText.Details(Spec).Split('\n').ShouldBe(
        [
            "**web**",
            "",
            "- from: promotion web-base/1",
            "- cn-shanghai: 3, at least 2, ecs.g7.large or ecs.g8y.large, encrypted with key-1",
            "- cn-beijing: 1, ecs.g7.large, encrypted as the image is",
            "- test: agent and 1 command",
            "- when a region fails: undo",
            "",
            "`sharedimages status launch/web/1`",
            "",
            "`sharedimages cancel launch/web/1` stops it and deletes what it launched",
        ]);
    }

    [Fact]
    public void HowItEnded_InstanceByInstance()
    {
        var tested = new LaunchedInstance("i-1", "10.0.0.1", "cn-shanghai-h", "ecs.g7.large") { Tests = [new("i-1", "true", true, 0, "")] };
        var result = new LaunchResult
        {
            Name = "web",
            Version = "1",
            Outcome = OperationOutcome.PartlyFailed,
            Summary = "",
            Regions =
            [
                new() { Region = "cn-shanghai", State = ItemState.Done, Wanted = 3, Instances = [tested, new("i-2", "10.0.0.2", "cn-shanghai-i", "ecs.g7.large")], Lost = ["i-3"] },
                new() { Region = "cn-beijing", State = ItemState.Failed, Wanted = 1, Error = new(StepErrorKind.Invalid, "cn-beijing: refused", "correct it") },
            ],
            Undo = new([], [], [], [new("cn-beijing", "instance i-9", null)], []) { RemovedInstances = [new("cn-beijing", "i-8")] },
        };

        LaunchResultText.Lines(result).ShouldBe(
        [
            "web 1: partlyFailed, 1 of 2 regions done, 2 of 4 instances there",
            "",
            "INSTANCE  ADDRESS   ZONE           TYPE          TEST    STATE",
            "i-1       10.0.0.1  cn-shanghai-h  ecs.g7.large  passed  done",
            "i-2       10.0.0.2  cn-shanghai-i  ecs.g7.large          done",
            "                    cn-beijing                           failed",
            "cn-shanghai: 1 instance did not come about, or went: i-3",
            "cn-beijing: refused; correct it",
            "removed: instance i-8 in cn-beijing",
            "left: instance i-9 in cn-beijing",
        ]);
    }

    [Fact]
    public void ARefusal_NamesEachRule() => LaunchResultText.Lines(new()
    {
        Name = "web",
        Version = "1",
        Outcome = OperationOutcome.Refused,
        Summary = "",
        Refusals = [new("launch-count", "too many")],
    }).ShouldBe(["web 1 was refused before any write:", "  launch-count: too many"]);
}
