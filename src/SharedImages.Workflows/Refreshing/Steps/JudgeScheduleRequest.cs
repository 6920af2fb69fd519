namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IRefreshActivities.JudgeScheduleAsync"/>.</summary>
/// <param name="ScheduleId">The schedule whose run has failed.</param>
/// <param name="PauseAfter">After so many failures in a row it is paused; 1 = now.</param>
/// <param name="Why">Why the run has failed.</param>
public sealed record JudgeScheduleRequest(string ScheduleId, int PauseAfter, string Why);
