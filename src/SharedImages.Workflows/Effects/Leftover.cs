namespace SharedImages.Workflows;

/// <summary>Something that undo could not remove.</summary>
/// <param name="Region">Its region.</param>
/// <param name="What">What it is, for example <c>image m-…</c>.</param>
/// <param name="Error">Why, when that is known.</param>
public sealed record Leftover(string Region, string What, StepError? Error);
