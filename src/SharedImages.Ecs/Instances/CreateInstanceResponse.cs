namespace SharedImages.Ecs;

/// <summary>Answer of CreateInstance.</summary>
public sealed record CreateInstanceResponse
{
    /// <summary>The id; empty after a dry run.</summary>
    public string InstanceId { get; init => field = value ?? ""; } = "";

    /// <summary>Order; only for <c>PrePaid</c>.</summary>
    public string OrderId { get; init => field = value ?? ""; } = "";

    /// <summary>Price; null when ECS does not say.</summary>
    public decimal? TradePrice { get; init; }

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
