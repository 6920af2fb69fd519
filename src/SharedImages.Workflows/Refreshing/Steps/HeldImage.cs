namespace SharedImages.Workflows;

/// <summary>An image of the version, as ECS shows it.</summary>
/// <param name="ImageId">Its id.</param>
/// <param name="IsDone">Whether a promotion has finished it: copied, verified, shared.</param>
/// <param name="Mark">What has been decided about it.</param>
/// <param name="Drift">What is not as the spec says; only of a finished one.</param>
/// <param name="Channels">The channels that point to it.</param>
public sealed record HeldImage(string ImageId, bool IsDone, ImageMark Mark, IReadOnlyList<Drift> Drift, IReadOnlyList<string> Channels);
