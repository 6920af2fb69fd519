namespace SharedImages.Activities;

/// <summary>Trouble that the attempts of a step have met without a verdict in between; goes from attempt to attempt by heartbeat. All times are the server's.</summary>
/// <param name="Since">When it began: patience counts from here, not from when the step was asked for, which may be hours ago.</param>
/// <param name="Type">Error type of what was met last.</param>
/// <param name="LoggedAt">When the log told of it last; null = it has not.</param>
internal sealed record Trouble(DateTimeOffset Since, string Type, DateTimeOffset? LoggedAt = null);
