namespace SharedImages.Workflows.Tests;

public sealed class TestRulesTests
{
    private static readonly TestCommand Command = new("check", "active", 0, TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(0, "is active now", true)]
    [InlineData(1, "is active now", false)]
    [InlineData(0, "is down", false)]
    [InlineData(null, "active", false)]
    public void ACommandPasses_ByExitCodeAndOutput(int? exitCode, string output, bool passed) =>
        TestRules.Judge(Command, "i-1", exitCode, output, "", 1).Passed.ShouldBe(passed);

    [Fact]
    public void AnotherExitCode_MayBeWhatIsWanted() => TestRules.Judge(Command with { ExitCode = 3, Output = null }, "i-1", 3, "", "ExitCodeNonzero", 1).Passed.ShouldBeTrue();

    [Fact]
    public void OfAnOutput_TheEndIsKept()
    {
        var output = new string('a', 5000) + "active";

        var kept = TestRules.Judge(Command, "i-1", 0, output, "", 1);

        kept.Passed.ShouldBeTrue();
        kept.Output.Length.ShouldBe(4096);
        kept.Output.ShouldStartWith("…a");
        kept.Output.ShouldEndWith("active");
    }

    [Fact]
    public void OutputsOfMany_AreAsLongTogetherAsAnEventHolds()
    {
        var output = new string('a', 5000) + "active";

        TestRules.Judge(Command, "i-1", 0, output, "", 50).Output.Length.ShouldBe(1310);
        TestRules.Judge(Command, "i-1", 1, output, "", 50).Output.Length.ShouldBe(4096);
    }

    [Theory]
    [InlineData("ClientNotRunning", true)]
    [InlineData("ClientNotResponse", true)]
    [InlineData("ClientIsUpgrading", true)]
    [InlineData("DeliveryTimeout", true)]
    [InlineData("ExecutionTimeout", false)]
    [InlineData("CommandNotApplicable", false)]
    public void WhatTheAgentDidNotTake_IsBegunAnew(string errorCode, bool isUndelivered) =>
        TestRules.IsUndelivered(TestRules.Judge(Command, "i-1", null, "", errorCode, 1)).ShouldBe(isUndelivered);

    [Theory]
    [InlineData(1, "no\nway\u001b[2J", "", """cn-shanghai: "check" ended with exit code 1 instead of 0 on i-1; it wrote: no⏎way?[2J""")]
    [InlineData(0, "", "", """cn-shanghai: "check" did not write "active" on i-1; it wrote: nothing""")]
    [InlineData(null, "", "ExecutionTimeout", """cn-shanghai: "check" was ended after 1m on i-1; it wrote: nothing""")]
    [InlineData(null, "", "InstanceNotRunning", """cn-shanghai: "check" could not run (InstanceNotRunning) on i-1; it wrote: nothing""")]
    public void AFailure_NamesCommandExitCodeAndOutput(int? exitCode, string output, string errorCode, string message)
    {
        var error = TestRules.Failed("cn-shanghai", Command, [TestRules.Judge(Command, "i-1", exitCode, output, errorCode, 1)]);

        error.Kind.ShouldBe(StepErrorKind.TestFailed);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public void AFailureOnSeveral_CountsTheOthers()
    {
        var failed = TestRules.Judge(Command, "i-1", 1, "x", "", 3);

        TestRules.Failed("r", Command, [failed, failed with { InstanceId = "i-2" }, failed with { InstanceId = "i-3" }]).Message.ShouldBe(
            "r: \"check\" ended with exit code 1 instead of 0 on i-1 and 2 more; it wrote: x");
    }
}
