using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class SweepResultTextTests
{
    private const string Lost = "0197abcd-1111-7000-8000-000000000001";
    private const string Stopped = "0197abcd-1111-7000-8000-000000000002";

    [Fact]
    public void Leftovers_StandByTheRunThatLeftThem_AndWhatIsKeptSaysWhy() => SweepResultText.Lines(new()
    {
        Name = SweepNames.All,
        Version = "",
        Outcome = OperationOutcome.Completed,
        Summary = "3 leftovers of 2 runs, 120 GiB; 1 unfinished copy kept.",
        Images =
        [
            Outcome(ItemState.Pending, Image("cn-shanghai", "m-1", Stopped, RunState.Terminated)),
            Outcome(ItemState.Pending, Image("us-east-1", "m-2", Stopped, RunState.Terminated)),
            Outcome(ItemState.Pending, Image("cn-shanghai", "m-3", Lost, RunState.Unknown)),
            Outcome(ItemState.Skipped, Image("eu-central-1", "m-4", Stopped, RunState.Terminated) with { KeptFor = "instances of ours run from it" }),
        ],
    }).ShouldBe(
    [
        "3 leftovers of 2 runs, 120 GiB; 1 unfinished copy kept.",
        "",
        $"promote/web-base/1, run {Stopped}: terminated",
        "  REGION       IMAGE  MADE                     GIB  STATE",
        "  cn-shanghai  m-1    2026-11-20 03:00:00 UTC  40   left",
        "  us-east-1    m-2    2026-11-20 03:00:00 UTC  40   left",
        "",
        $"promote/web-base/1, run {Lost}: Temporal does not know it any more",
        "  REGION       IMAGE  MADE                     GIB  STATE",
        "  cn-shanghai  m-3    2026-11-20 03:00:00 UTC  40   left",
        "",
        "Kept:",
        "  eu-central-1/m-4 of promote/web-base/1",
        "    instances of ours run from it",
        "",
        "To delete them, give --remove as well.",
    ]);

    [Fact]
    public void WhatWasDeletedAndWhatFailed_IsSaid()
    {
        var failed = Outcome(ItemState.Failed, Image("us-east-1", "m-2", Lost, RunState.TimedOut)) with { Error = new(StepErrorKind.Permission, "us-east-1: not allowed", "grant it") };

        var lines = SweepResultText.Lines(new()
        {
            Name = SweepNames.All,
            Version = "",
            Outcome = OperationOutcome.PartlyFailed,
            Summary = "1 of 2 leftovers deleted.",
            Images = [Outcome(ItemState.Done, Image("cn-shanghai", "m-1", Lost, RunState.TimedOut)), failed],
        }).ToList();

        lines.ShouldContain($"promote/web-base/1, run {Lost}: ran into its timeout");
        lines.ShouldContain("  cn-shanghai  m-1    2026-11-20 03:00:00 UTC  40   deleted");
        lines.ShouldContain("  us-east-1    m-2    2026-11-20 03:00:00 UTC  40   failed");
        lines[^1].ShouldBe("us-east-1/m-2: not allowed; grant it");
    }

    private static LeftoverOutcome Outcome(ItemState state, UnfinishedImage image) => new() { Image = image, State = state };

    private static UnfinishedImage Image(string region, string id, string run, RunState state) =>
        new(region, id, "promote/web-base/1", run, state, new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero), 40, null);
}
