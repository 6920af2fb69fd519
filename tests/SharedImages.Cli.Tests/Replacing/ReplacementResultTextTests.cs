using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class ReplacementResultTextTests
{
    [Fact]
    public void EachInstance_HasALineUnderItsRegion_ThatFitsANarrowTerminal()
    {
        var lines = Lines(
            Outcome("ap-southeast-1", "i-t4n00000000000000001", InstanceEnd.Replaced),
            Outcome("cn-shanghai", "i-uf600000000000000001", InstanceEnd.BackOnFormerImage),
            Outcome("ap-southeast-1", "i-t4n00000000000000002", InstanceEnd.Replaced));

        lines.Skip(2).Take(6).ShouldBe(
        [
            "INSTANCE                  END                OLD DISK IN",
            "ap-southeast-1",
            "  i-t4n00000000000000001  replaced           s-t4n00000000000000001",
            "  i-t4n00000000000000002  replaced           s-t4n00000000000000001",
            "cn-shanghai",
            "  i-uf600000000000000001  backOnFormerImage  s-t4n00000000000000001",
        ]);
        lines.ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public void WhatIsOutOfService_IsSaidAboveTheReasons()
    {
        var error = new StepError(StepErrorKind.Account, "cn-shanghai i-1: it cannot be started", "pay for it");

        var lines = Lines(
            Outcome("cn-shanghai", "i-1", InstanceEnd.FailedAsLeft) with { InService = false, Error = error },
            Outcome("cn-shanghai", "i-2", InstanceEnd.FailedAsLeft) with { InService = false });

        lines.TakeLast(3).ShouldBe(["", "Out of service: i-1, i-2", "cn-shanghai i-1: it cannot be started; pay for it"]);
    }

    [Fact]
    public void AllInService_NothingIsSaidOfIt() => Lines(Outcome("cn-shanghai", "i-1", InstanceEnd.Replaced)).ShouldNotContain(line => line.Contains("service", StringComparison.Ordinal));

    private static List<string> Lines(params IReadOnlyList<InstanceOutcome> instances) => [.. ReplacementResultText.Lines(new()
    {
        Name = "web-roll",
        Version = "1",
        Outcome = OperationOutcome.Completed,
        Summary = "",
        Instances = instances,
        Ends = new Dictionary<InstanceEnd, int> { [InstanceEnd.Replaced] = instances.Count },
    })];

    private static InstanceOutcome Outcome(string region, string id, InstanceEnd end) => new()
    {
        Region = region,
        InstanceId = id,
        End = end,
        ImageId = "m-t4n00000000000000001",
        Former = new("m-t4n00000000000000002", "d-t4n00000000000000001", 40, false, null, true, "s-t4n00000000000000001"),
    };
}
