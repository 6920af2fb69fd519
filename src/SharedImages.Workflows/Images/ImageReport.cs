namespace SharedImages.Workflows;

/// <summary>Answer of <see cref="IImageActivities.ResolveImagesAsync"/>.</summary>
/// <param name="Account">UID that the worker acts for.</param>
/// <param name="Installation">Name of the deployment.</param>
/// <param name="Images">The images, in the order of the regions that were asked for; complete only without refusals.</param>
/// <param name="Refusals">Every reason not to use them.</param>
public sealed record ImageReport(string Account, string Installation, IReadOnlyList<UsedImage> Images, IReadOnlyList<Refusal> Refusals);
