namespace SharedImages.Ecs;

/// <summary>A client that signs all calls with the same key.</summary>
/// <param name="Client">The client; it ends with the one that it comes from.</param>
/// <param name="AccessKeyId">Id of the key.</param>
public sealed record EcsSession(IEcsClient Client, string AccessKeyId);
