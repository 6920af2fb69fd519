using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ReplacementRulesTests
{
    private static readonly Instance Web = new() { InstanceId = "i-1", Status = "Running", Tags = [new("role", "web")] };
    private static readonly ReplacementCaller Caller = new("replace/web/1", "run-1", "replace/1/cn-hangzhou/i-1", DateTimeOffset.UnixEpoch, "run-1");

    [Theory]
    [InlineData("role", "web", true)]
    [InlineData("role", "db", false)]
    [InlineData("team", "web", false)]
    public void Allowed_OnlyWhatCarriesATag(string key, string value, bool isAllowed) =>
        (ReplacementRules.Allowed(Web, new() { InstanceTags = [new(key, value)] }) is null).ShouldBe(isAllowed);

    [Fact]
    public void Allowed_WithoutTags_NothingAndTheSettingIsNamed() =>
        ReplacementRules.Allowed(Web, new())!.Message.ShouldContain(", for there are none; tag it, or change SharedImages:Replacing:InstanceTags");

    [Theory]
    [InlineData("run-9", "ours", true)]
    [InlineData("run-9", "another", false)]
    public void Marked_ThatOfAnotherInstallationCounts(string run, string installation, bool isFree) =>
        (ReplacementRules.Marked(Marked(run, installation), "ours") is null).ShouldBe(isFree);

    [Theory]
    [InlineData("run-1", "ours", true)]
    [InlineData("run-2", "ours", false)]
    [InlineData("run-1", "another", false)]
    public void Unclaimed_OnlyThisRunsMarkIsOne(string run, string installation, bool isClaimed) =>
        (ReplacementRules.Unclaimed("cn-hangzhou", Marked(run, installation), Caller, "ours") is null).ShouldBe(isClaimed);

    [Fact]
    public void Unclaimed_WithoutAMark_IsRefused() => ReplacementRules.Unclaimed("cn-hangzhou", Web, Caller, "ours")!.Kind.ShouldBe(StepErrorKind.Refused);

    [Theory]
    [InlineData("Running", false, "", "")]
    [InlineData("Stopped", false, "", "")]
    [InlineData("Starting", false, "", "status")]
    [InlineData("Running", true, "", "protected")]
    [InlineData("Running", false, "security", "locked")]
    [InlineData("Pending", true, "financial", "locked protected status")]
    public void State_EachReason(string status, bool isProtected, string locked, string rules)
    {
        var instance = Web with { Status = status, DeletionProtection = isProtected, OperationLocks = locked.Length == 0 ? [] : [new() { LockReason = locked }] };

        string.Join(' ', ReplacementRules.State(instance).Select(refusal => refusal.Rule)).ShouldBe(rules);
    }

    [Theory]
    [InlineData("i-1", 1, "")]
    [InlineData("i-0 i-1", 2, "")]
    [InlineData("i-0 i-1", 1, "max-instances")]
    [InlineData("i-1", 0, "max-instances")]
    [InlineData("i-0", 9, "selected")]
    [InlineData("", 9, "selected")]
    public void Selected_OnlyWhatTheReplacementHasSelectedAndNoMoreThanItMay(string selected, int most, string rule) =>
        (ReplacementRules.Selected(Web, selected.Split(' ').ToHashSet(StringComparer.Ordinal), new() { MaxInstances = most })?.Rule ?? "").ShouldBe(rule);

    [Fact]
    public void Selected_BeforeASurvey_NothingIs() =>
        ReplacementRules.Selected(Web, null, new() { MaxInstances = 9 })!.Message.ShouldStartWith("i-1 is none of the 0 instances that this replacement has selected; ");

    [Theory]
    [InlineData("d-1", true)]
    [InlineData("d-2", false)]
    public void OtherDisk_OnlyItsSystemDiskIsNone(string diskId, bool isIts) =>
        (ReplacementRules.OtherDisk("cn-hangzhou", Web, diskId, [new() { DiskId = "d-1" }]) is null).ShouldBe(isIts);

    [Theory]
    [InlineData("s-1", "run-1", "i-1", null)]
    [InlineData("s-1", "run-2", "i-1", StepErrorKind.Refused)]
    [InlineData("s-1", "run-1", "i-2", StepErrorKind.Refused)]
    [InlineData("s-2", "run-1", "i-1", StepErrorKind.NotFound)]
    public void OtherSnapshot_OnlyThatOfThisRunAndInstanceIsNone(string asked, string run, string instance, StepErrorKind? refusal)
    {
        var snapshot = new Snapshot("s-1") { Tags = [new(ReplacementNames.RunMark, run), new(ReplacementNames.InstanceMark, instance)] };

        (ReplacementRules.OtherSnapshot("cn-hangzhou", Web, asked, [snapshot], Caller)?.Kind).ShouldBe(refusal);
    }

    private static Instance Marked(string run, string installation) =>
        Web with { Tags = [.. Web.Tags, new(ReplacementNames.RunMark, run), new(ReplacementNames.InstallationMark, installation)] };
}
