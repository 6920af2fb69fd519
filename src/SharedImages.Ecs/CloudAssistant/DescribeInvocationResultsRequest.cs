namespace SharedImages.Ecs;

/// <summary>Request of DescribeInvocationResults (facts §2.18). Null = any.</summary>
public sealed record DescribeInvocationResultsRequest : EcsListRequest<InvocationResult>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>Invocation.</summary>
    public string? InvokeId { get; init; }

    /// <summary>Instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Command.</summary>
    public string? CommandId { get; init; }

    /// <summary>For example <c>Finished</c>.</summary>
    public string? InvokeRecordStatus { get; init; }

    /// <summary>Of the output: <c>Base64</c> (default) or <c>PlainText</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Earlier runs of a repeated command, too.</summary>
    public bool? IncludeHistory { get; init; }

    internal override Listing Listing => new("InvocationResults", "InvocationResult", "InvokeId", PageSize: 50, Within: "Invocation");
}
