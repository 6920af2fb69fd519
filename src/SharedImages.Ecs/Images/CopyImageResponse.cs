namespace SharedImages.Ecs;

/// <summary>Answer of CopyImage.</summary>
/// <param name="ImageId">The new image's id; empty after a dry run.</param>
/// <param name="RequestId">ECS's id of the request.</param>
public sealed record CopyImageResponse(string ImageId = "", string RequestId = "");
