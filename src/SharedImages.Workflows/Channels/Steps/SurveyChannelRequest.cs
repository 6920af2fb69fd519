namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IChannelActivities.SurveyChannelAsync"/>.</summary>
/// <param name="Account">UID that the worker must act for; null = whichever it holds.</param>
/// <param name="Name">The image name.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Version">The version that it is to point to.</param>
/// <param name="Without">Regions that it is to point to nothing in.</param>
public sealed record SurveyChannelRequest(string? Account, string Name, string Channel, string Version, IReadOnlyList<string> Without);
