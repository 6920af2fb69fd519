using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>What starts, what waits and what never starts, for several at once: u = as the schedule says, s = skip, b = buffer one, a = allow all.</summary>
public sealed class OverlapsTests
{
    [Theory]
    [InlineData("uuu", 's', false, "0", "", 2)]
    [InlineData("uuu", 's', true, "", "", 3)]
    [InlineData("uuu", 'b', false, "0", "1", 1)]
    [InlineData("uuu", 'b', true, "", "0", 2)]
    [InlineData("uuu", 'a', true, "012", "", 0)]
    [InlineData("uaub", 's', false, "01", "3", 1)]
    [InlineData("sbsb", 'a', true, "", "1", 3)]
    [InlineData("aub", 'b', false, "01", "2", 0)]
    public void Decide(string planned, char usual, bool isRunning, string starting, string waiting, int skipped)
    {
        var starts = planned.Select((policy, index) => new PlannedStart(new(DateTimeOffset.UnixEpoch.AddDays(index), DateTimeOffset.UnixEpoch.AddDays(index)), Policy(policy), IsManual: false)).ToList();

        var decided = Overlaps.Decide(starts, Policy(usual), isRunning);

        Days(decided.Starting).ShouldBe(starting);
        Days(decided.Waiting).ShouldBe(waiting);
        decided.Skipped.ShouldBe(skipped);
        decided.Starting.ShouldAllBe(start => start.Overlap != ScheduleOverlapPolicy.Unspecified);
        decided.Waiting.ShouldBeSubsetOf(starts);
    }

    private static string Days(IEnumerable<PlannedStart> starts) => string.Concat(starts.Select(start => start.Time.Nominal.Day - 1));

    private static ScheduleOverlapPolicy Policy(char letter) => letter switch
    {
        's' => ScheduleOverlapPolicy.Skip,
        'b' => ScheduleOverlapPolicy.BufferOne,
        'a' => ScheduleOverlapPolicy.AllowAll,
        _ => ScheduleOverlapPolicy.Unspecified,
    };
}
