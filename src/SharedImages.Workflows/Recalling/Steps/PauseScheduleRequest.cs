namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IRecallActivities.PauseScheduleAsync"/>.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="Note">Why, for whoever sees it paused.</param>
public sealed record PauseScheduleRequest(string ScheduleId, string Note);
