using System.Globalization;
using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class ReplacementResultRulesTests
{
    private static readonly StepError Quota = new(StepErrorKind.Quota, "cn-hangzhou i-3: no room.", "make room");
    private static readonly FormerDisk Former = new("m-old", "d-old", 40, false, null, true, "s-1");
    private static readonly InstanceOutcome Replaced = new() { Region = "cn-hangzhou", InstanceId = "i-1", End = InstanceEnd.Replaced, ImageId = "m-new", DiskId = "d-new", Former = Former };
    private static readonly InstanceOutcome Failed = Replaced with { InstanceId = "i-3", End = InstanceEnd.FailedAsLeft, InService = false, Error = Quota };

    [Fact]
    public void Ended_AllAsAsked_IsCompleted()
    {
        var result = Ended(Replaced, Replaced with { InstanceId = "i-2", End = InstanceEnd.Unchanged });

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Summary.ShouldBe("web-roll 2026.11.24: 1 of 2 instances replaced, 1 had the image already.");
        result.Ends.ShouldBe(new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = 1, [InstanceEnd.Unchanged] = 1 });
    }

    [Fact]
    public void Ended_BroughtBackByDecision_IsNoFailure() =>
        Ended(Replaced, Replaced with { InstanceId = "i-2", End = InstanceEnd.BackOnFormerImage }).Summary
            .ShouldBe("web-roll 2026.11.24: 1 of 2 instances replaced, 1 brought back by decision.");

    [Fact]
    public void Ended_SomeFailed_SaysWhichAndWhatToDo()
    {
        var result = Ended(Replaced, Failed, PartRules.NotBegun("cn-hangzhou", new("i-4", 0, "m-old"), "1 instance has failed, and pace.stopAfter is 1"));

        result.Outcome.ShouldBe(OperationOutcome.PartlyFailed);
        result.Summary.ShouldBe(
            "web-roll 2026.11.24: 1 of 3 instances replaced, 1 not begun, 1 out of service (cn-hangzhou i-4: not begun, because 1 instance has failed, and pace.stopAfter is 1); "
            + "i-3 failed and is out of service (cn-hangzhou i-3: no room; make room).");
    }

    [Fact]
    public void Ended_NoneAsAsked_IsFailed() => Ended(Failed).Outcome.ShouldBe(OperationOutcome.Failed);

    [Fact]
    public void Ended_TellsHowOldDisksAreHadBack() => Ended(Replaced, Failed).Instances.ShouldAllBe(outcome => outcome.Restore.Count == 4);

    // Temporal warns from 512 KiB on.
    [Fact]
    public void Ended_TwoThousandThatFailed_FitsAnEvent()
    {
        var error = new StepError(StepErrorKind.Quota, new('m', 1000), new('r', 600), "QuotaExceed.Snapshot", Guid.Empty.ToString());
        var id = new string('x', 20);

        var result = Ended([.. Enumerable.Range(0, ReplacementSpecReader.MaxInstances).Select(i => Failed with { InstanceId = string.Create(CultureInfo.InvariantCulture, $"i-{i:00000}{id[..15]}"), Error = error, Former = new($"m-{id}", $"d-{id}", 2048, true, Guid.Empty.ToString(), true, $"s-{id}"), DiskId = $"d-{id}" })]);

        JsonSerializer.SerializeToUtf8Bytes(result, ContractJson.Options).Length.ShouldBeLessThan(1_800_000);
    }

    [Fact]
    public void Canceled_SaysThatDisksStay()
    {
        var result = ReplacementResultRules.Canceled(ReplacementSpecJson.Spec(), [], [Replaced, Failed], ["i-1 was not brought back"]);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Summary.ShouldStartWith("web-roll 2026.11.24 was canceled. web-roll 2026.11.24: 1 of 2 instances replaced");
        result.Summary.ShouldEndWith(" Disks that were replaced stay replaced.");
        var bounded = ReplacementResultRules.Bounded(result);
        (bounded.Instances.ShouldHaveSingleItem().InstanceId, bounded.Notices.ShouldHaveSingleItem()).ShouldBe(("i-3", "i-1 was not brought back"));
    }

    [Fact]
    public void Canceled_BeforeAnything_SaysSo() =>
        ReplacementResultRules.Canceled(ReplacementSpecJson.Spec(), [], [], []).Summary.ShouldBe("web-roll 2026.11.24 was canceled before any write.");

    private static ReplacementResult Ended(params IReadOnlyList<InstanceOutcome> outcomes) => ReplacementResultRules.Ended(ReplacementSpecJson.Spec(), [], outcomes, []);
}
