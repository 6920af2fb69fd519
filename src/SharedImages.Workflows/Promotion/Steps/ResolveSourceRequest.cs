namespace SharedImages.Workflows;

/// <summary>Input of <see cref="IPromotionActivities.ResolveSourceAsync"/>.</summary>
/// <param name="Source">What the spec asks for.</param>
/// <param name="Account">UID the worker must act for; null = any.</param>
/// <param name="Recipients">UIDs the copies are to be shared with.</param>
public sealed record ResolveSourceRequest(SourceSpec Source, string? Account, IReadOnlyList<string> Recipients);
