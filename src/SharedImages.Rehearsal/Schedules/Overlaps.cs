using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>What becomes of runs that are to start while others run. Pure.</summary>
internal static class Overlaps
{
    /// <param name="planned">In the order in which they were due.</param>
    /// <param name="usual">The schedule's policy.</param>
    /// <param name="isRunning">Whether a run goes on that others wait for.</param>
    /// <returns>What starts now, with its policy; what waits; and how many never start.</returns>
    public static (IReadOnlyList<PlannedStart> Starting, IReadOnlyList<PlannedStart> Waiting, int Skipped) Decide(
        IReadOnlyList<PlannedStart> planned, ScheduleOverlapPolicy usual, bool isRunning)
    {
        var starting = new List<PlannedStart>();
        var waiting = new List<PlannedStart>();
        foreach (var start in planned)
        {
            var decided = start.Overlap == ScheduleOverlapPolicy.Unspecified ? start with { Overlap = usual } : start;
            if (decided.Overlaps || !isRunning)
            {
                starting.Add(decided);
                isRunning |= !decided.Overlaps;
            }
            else if (decided.Overlap == ScheduleOverlapPolicy.BufferOne && waiting.Count == 0)
            {
                // As it was: the schedule may have another policy by then.
                waiting.Add(start);
            }
        }

        return (starting, waiting, planned.Count - starting.Count - waiting.Count);
    }
}
