namespace SharedImages.Workflows;

/// <summary>A version that is more than the spec keeps.</summary>
/// <param name="Version">The version.</param>
/// <param name="Retirement">Workflow id of its retirement; null = it was not started.</param>
/// <param name="KeptFor">Why it was not.</param>
public sealed record SurplusVersion(string Version, string? Retirement, string? KeptFor);
