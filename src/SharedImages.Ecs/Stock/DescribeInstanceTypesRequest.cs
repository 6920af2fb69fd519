namespace SharedImages.Ecs;

/// <summary>Request of DescribeInstanceTypes (facts §2.16). Null or empty = any.</summary>
public sealed record DescribeInstanceTypesRequest : EcsListRequest<InstanceType>
{
    /// <summary>Whom to ask; decides the endpoint, ECS has no such parameter here.</summary>
    [Wire(form: WireForm.NotSent)]
    public required override string RegionId { get; init; }

    /// <summary>At most 10 types.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    /// <summary>Family, for example <c>ecs.g7</c>.</summary>
    public string? InstanceTypeFamily { get; init; }

    /// <summary><c>X86</c> or <c>ARM</c>.</summary>
    public string? CpuArchitecture { get; init; }

    /// <summary><c>required</c> or <c>unsupported</c>.</summary>
    public string? NvmeSupport { get; init; }

    /// <summary>vCPUs at least.</summary>
    public int? MinimumCpuCoreCount { get; init; }

    /// <summary>vCPUs at most.</summary>
    public int? MaximumCpuCoreCount { get; init; }

    internal override Listing Listing => new("InstanceTypes", "InstanceType", "InstanceTypeId", PageSize: 100);
}
