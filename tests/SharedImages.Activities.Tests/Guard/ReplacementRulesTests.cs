using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ReplacementRulesTests
{
    private static readonly Instance Web = new() { InstanceId = "i-1", Status = "Running", Tags = [new("role", "web")] };
    private static readonly ReplacementCaller Caller = new("replace/web/1", "run-1", "replace/1/cn-hangzhou/i-1", DateTimeOffset.UnixEpoch);

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

    private static Instance Marked(string run, string installation) =>
        Web with { Tags = [.. Web.Tags, new(ReplacementNames.RunMark, run), new(ReplacementNames.InstallationMark, installation)] };
}
