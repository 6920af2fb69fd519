namespace SharedImages.Ecs;

/// <summary>Request of DescribeTasks (facts §2.17). Null or empty = any. It does not know copies of images.</summary>
public sealed record DescribeTasksRequest : EcsListRequest<EcsTask>
{
    /// <summary>The region that is asked.</summary>
    public required override string RegionId { get; init; }

    /// <summary>At most 100 ids.</summary>
    [Wire(form: WireForm.CommaList)]
    public IReadOnlyList<string>? TaskIds { get; init; }

    /// <summary><c>ImportImage</c>, <c>ExportImage</c>, <c>RedeployInstance</c>, <c>ModifyDiskSpec</c> or <c>ArchiveSnapshot</c>.</summary>
    public string? TaskAction { get; init; }

    /// <summary>For example <c>Processing</c>.</summary>
    public string? TaskStatus { get; init; }

    /// <summary>Tasks of these resources.</summary>
    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    internal override Listing Listing => new("TaskSet", "Task", "TaskId", Paging.Number, 100);
}
