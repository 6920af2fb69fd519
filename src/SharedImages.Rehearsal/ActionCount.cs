namespace SharedImages.Rehearsal;

/// <summary>How many actions of a kind.</summary>
/// <param name="Kind">In a reader's words.</param>
/// <param name="Count">How many.</param>
public sealed record ActionCount(string Kind, int Count);
