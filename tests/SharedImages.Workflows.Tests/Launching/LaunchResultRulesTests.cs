using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class LaunchResultRulesTests
{
    private static readonly LaunchSpec Spec = new("web", "1", null, new("web-base/1", null, null, null), [], new("web", null, [], null, null, null, new Dictionary<string, string>(), false), null, OnFailure.Keep);

    [Theory]
    [InlineData(true, ItemState.Done)]
    [InlineData(true, ItemState.Done, ItemState.Skipped)]
    [InlineData(false, ItemState.Skipped)]
    [InlineData(false, ItemState.Done, ItemState.Failed)]
    [InlineData(false, ItemState.Canceled)]
    public void ALaunchIsComplete_WhenEachRegionIsDoneOrLeftOut_AndOneIsDone(bool complete, params ItemState[] states) =>
        LaunchResultRules.IsComplete([.. states.Select(state => Outcome("r", state))]).ShouldBe(complete);

    [Fact]
    public void TheSummary_NamesWhatIsNotAsAsked()
    {
        var failed = Outcome("cn-beijing", ItemState.Failed) with { Error = new(StepErrorKind.Invalid, "cn-beijing: refused", "correct it") };
        var skipped = Outcome("cn-hangzhou", ItemState.Skipped) with { Left = [new("cn-hangzhou", "instance i-9", null)] };
        var result = LaunchResultRules.Ended(Spec, [Outcome("cn-shanghai", ItemState.Done, "i-1", "i-2"), failed, skipped], complete: false, null);

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Summary.ShouldBe(
            "web 1: 1 of 3 regions done, 2 instances of 9 there, 1 skipped by decision (cn-hangzhou); left: instance i-9 in cn-hangzhou; cn-beijing failed (refused; correct it).");
    }

    [Fact]
    public void AnUndoneLaunch_SaysWhatIsLeft()
    {
        var undo = LaunchResultRules.Undo([([new("r", "i-1")], [new("r", "instance i-2", null)])]);

        LaunchResultRules.Ended(Spec, [Outcome("r", ItemState.Failed)], complete: false, undo).Summary.ShouldEndWith(". Removed 1 instance; left: instance i-2 in r.");
        LaunchResultRules.Canceled(Spec, [], LaunchResultRules.Undo([])).Summary.ShouldBe("web 1 was canceled. Removed 0 instances; nothing is left.");
    }

    [Fact]
    public void AThousandInstancesWithOutputs_FitAnEvent()
    {
        var tests = Enumerable.Range(0, 20).Select(i => new CommandResult("i-1234567890", $"check {i}", true, 0, new string('x', 1310))).ToList();
        var outcome = Outcome("r", ItemState.Done) with { Instances = [.. Enumerable.Range(0, 1000).Select(i => new LaunchedInstance($"i-{i}", "10.0.0.1", "r-a", "ecs.g7.large") { Tests = tests })] };

        var result = LaunchResultRules.Ended(Spec, [outcome], complete: true, null);

        JsonSerializer.SerializeToUtf8Bytes(result, ContractJson.Options).Length.ShouldBeLessThan(192 * 1024);
        result.Regions[0].Instances.Count.ShouldBe(1000);
    }

    [Fact]
    public void OutputsOfAFewInstances_AreKept()
    {
        var tested = new LaunchedInstance("i-1", "10.0.0.1", "r-a", "ecs.g7.large") { Tests = [new("i-1", "check", true, 0, new string('x', 4096))] };

        LaunchResultRules.Ended(Spec, [Outcome("r", ItemState.Done) with { Instances = [tested] }], complete: true, null).Regions[0].Instances[0].Tests[0].Output.Length.ShouldBe(4096);
    }

    [Fact]
    public void TheMemoOfACancelledLaunch_IsShort()
    {
        var undo = LaunchResultRules.Undo([([.. Enumerable.Range(0, 500).Select(i => new InstanceRef("r", $"i-{i}"))], [])]);

        JsonSerializer.SerializeToUtf8Bytes(LaunchResultRules.Bounded(LaunchResultRules.Canceled(Spec, [Outcome("r", ItemState.Undone)], undo)), ContractJson.Options).Length.ShouldBeLessThan(2048);
    }

    private static LaunchOutcome Outcome(string region, ItemState state, params string[] instances) => new()
    {
        Region = region,
        State = state,
        Wanted = 3,
        Instances = [.. instances.Select(id => new LaunchedInstance(id, "10.0.0.1", region + "-a", "ecs.g7.large"))],
    };
}
