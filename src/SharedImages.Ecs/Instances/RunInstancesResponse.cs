namespace SharedImages.Ecs;

/// <summary>Answer of RunInstances. The instances are still being made, and some may yet vanish for want of stock.</summary>
public sealed record RunInstancesResponse
{
    /// <summary>The ids; fewer than asked for when only <see cref="RunInstancesRequest.MinAmount"/> could be had. Empty after a dry run.</summary>
    public IReadOnlyList<string> InstanceIdSets { get; init => field = value ?? []; } = [];

    /// <summary>Order; only for <c>PrePaid</c>.</summary>
    public string OrderId { get; init => field = value ?? ""; } = "";

    /// <summary>Price; null when ECS does not say.</summary>
    public decimal? TradePrice { get; init; }

    /// <summary>ECS's id of the request.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}
