namespace SharedImages.Workflows;

/// <summary>One thing that was compared.</summary>
/// <param name="Name">What, for example <c>architecture</c>, <c>kmsKeyId</c>, <c>family</c>, <c>tag team</c>.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Expected">What it must be.</param>
/// <param name="Actual">What it is after any repair.</param>
/// <param name="Found">What it was before the repair; null when nothing was repaired.</param>
public sealed record ImageCheck(string Name, CheckResult Result, string Expected, string Actual, string? Found = null);
