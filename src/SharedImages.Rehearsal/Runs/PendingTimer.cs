namespace SharedImages.Rehearsal;

/// <summary>A timer that has not fired.</summary>
internal sealed record PendingTimer(long StartedId, Due Due);
