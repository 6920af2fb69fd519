namespace SharedImages.Ecs.Simulator;

/// <summary>A customer key in KMS.</summary>
/// <param name="Region">Its region; keys are regional.</param>
/// <param name="Id">Its id, opaque.</param>
/// <param name="Enabled">Whether it can be used.</param>
public sealed record WorldKey(string Region, string Id, bool Enabled = true);
