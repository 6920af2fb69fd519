namespace SharedImages.Ecs;

/// <summary>A lock on an instance or a disk (facts §2.11, §2.14).</summary>
public sealed record OperationLock
{
    /// <summary><c>financial</c>, <c>security</c>, <c>Recycling</c>, <c>dedicatedhostfinancial</c> or <c>refunded</c>.</summary>
    public string LockReason { get; init => field = value ?? ""; } = "";

    /// <summary>What ECS says about it.</summary>
    public string LockMsg { get; init => field = value ?? ""; } = "";
}
