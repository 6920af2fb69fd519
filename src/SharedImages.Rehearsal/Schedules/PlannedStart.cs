using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>A run that a schedule is to start, as soon as its overlap policy lets it.</summary>
/// <param name="Time">When it was due.</param>
/// <param name="Overlap">What happens while another run runs; unspecified = as the schedule says then.</param>
/// <param name="IsManual">Somebody asked for it: it starts also while the schedule is paused, and counts against no limit.</param>
internal sealed record PlannedStart(ScheduledTime Time, ScheduleOverlapPolicy Overlap, bool IsManual)
{
    /// <summary>Whether it neither waits for another run nor has another one wait.</summary>
    public bool Overlaps => Overlap == ScheduleOverlapPolicy.AllowAll;
}
