namespace SharedImages.Ecs;

/// <summary>Answer of an operation that has nothing to say but that it has been done, or begun.</summary>
public sealed record Acknowledgement
{
    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
