namespace SharedImages.Ecs.Simulator;

/// <summary>A used client token as a world file keeps it.</summary>
/// <param name="Token">With account, region and operation.</param>
/// <param name="Parameters">Of its first call, as they are remembered.</param>
/// <param name="At">When that was.</param>
/// <param name="Answer">JSON; null = it was refused.</param>
internal sealed record ClientTokenState(string Token, string Parameters, DateTimeOffset At, string? Answer = null);
