namespace SharedImages.Ecs.Simulator;

/// <summary>An access key. Both parts are made up: they open nothing but a simulator.</summary>
/// <param name="Id">AccessKeyId.</param>
/// <param name="Secret">AccessKeySecret.</param>
public sealed record WorldAccessKey(string Id, string Secret);
