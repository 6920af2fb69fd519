namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IImageActivities.ResolveImagesAsync"/>.</summary>
/// <param name="Account">UID that the worker must act for; null = whichever it holds.</param>
/// <param name="Image">What is meant.</param>
/// <param name="Regions">Where it is wanted, each region once; of an image that is named, its own region alone. Empty = wherever the promotion left one.</param>
public sealed record ResolveImagesRequest(string? Account, ImageReference Image, IReadOnlyList<string> Regions);
