namespace SharedImages.Ecs;

/// <summary>Answer of CreateImage. The image is <c>Creating</c> until DescribeImages shows it otherwise.</summary>
public sealed record CreateImageResponse
{
    /// <summary>The new image's id; empty after a dry run.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
