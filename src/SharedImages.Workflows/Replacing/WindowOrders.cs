namespace SharedImages.Workflows;

/// <summary>What a replacement tells a window.</summary>
/// <param name="Places">So many places more.</param>
/// <param name="Stop">Why no other instance is to be begun; null = go on.</param>
/// <param name="Back">What is to be brought back of what has its new disk or is under way: an instance, a region, or <see cref="ReplacementNames.Item"/> for all; null = nothing.</param>
/// <param name="Forget">Why those that wait to be brought back are not; null = they are.</param>
/// <param name="Close">Whether the window is to end when none of its instances is under way.</param>
public sealed record WindowOrders(int Places = 0, string? Stop = null, string? Back = null, string? Forget = null, bool Close = false);
