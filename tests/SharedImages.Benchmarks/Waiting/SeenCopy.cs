namespace SharedImages.Benchmarks;

/// <summary>One copy that was waited for.</summary>
/// <param name="Looks">Attempts of the step that waits.</param>
/// <param name="FinishedAt">When it became Available.</param>
/// <param name="SeenAt">When the step knew.</param>
internal sealed record SeenCopy(int Looks, DateTimeOffset FinishedAt, DateTimeOffset SeenAt);
