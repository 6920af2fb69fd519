namespace SharedImages.Ecs;

/// <summary>Answer of RunCommand. It is over when DescribeInvocationResults shows so.</summary>
public sealed record RunCommandResponse
{
    /// <summary>The command's id.</summary>
    public string CommandId { get; init => field = value ?? ""; } = "";

    /// <summary>The invocation's id.</summary>
    public string InvokeId { get; init => field = value ?? ""; } = "";

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
