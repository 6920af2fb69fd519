namespace SharedImages.Ecs.Simulator;

/// <summary>An access key. Both parts are made up: they open nothing but a simulator.</summary>
/// <param name="Id">AccessKeyId.</param>
/// <param name="Secret">AccessKeySecret.</param>
/// <param name="User">The RAM user whose key it is; null = the account's own.</param>
/// <param name="Enabled">Whether it can be used.</param>
/// <param name="Policy">What its user may do with it; null = everything, as the account itself always may.</param>
public sealed record WorldAccessKey(string Id, string Secret, string? User = null, bool Enabled = true, WorldPolicy? Policy = null);
