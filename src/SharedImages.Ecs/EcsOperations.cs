namespace SharedImages.Ecs;

/// <summary>ECS's other operations by name. Each makes one call, or one per page, as <see cref="IEcsClient"/>'s own do, and fails as they do.</summary>
public static class EcsOperations
{
    /// <summary>The latest available image of a family; none when the family has none (facts §2.5).</summary>
    public static Task<DescribeImageFromFamilyResponse> DescribeImageFromFamilyAsync(this IEcsOperations ecs, DescribeImageFromFamilyRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Begins one instance, which ends as Stopped, and gives its id at once (facts §2.9).</summary>
    public static Task<CreateInstanceResponse> CreateInstanceAsync(this IEcsOperations ecs, CreateInstanceRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Releases a stopped instance, or with force a running one (facts §2.10).</summary>
    public static Task<Acknowledgement> DeleteInstanceAsync(this IEcsOperations ecs, DeleteInstanceRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Starts stopped instances (facts §2.10). A success may hold failures of single ones.</summary>
    public static Task<InstanceBatchResponse> StartInstancesAsync(this IEcsOperations ecs, StartInstancesRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Stops running instances (facts §2.10). A success may hold failures of single ones.</summary>
    public static Task<InstanceBatchResponse> StopInstancesAsync(this IEcsOperations ecs, StopInstancesRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Statuses of instances, from all pages (facts §2.11).</summary>
    public static Task<IReadOnlyList<InstanceState>> DescribeInstanceStatusAsync(this IEcsOperations ecs, DescribeInstanceStatusRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Begins to put a disk back to how it began; fails when its image is gone or no longer shared (facts §2.13).</summary>
    public static Task<Acknowledgement> ReInitDiskAsync(this IEcsOperations ecs, ReInitDiskRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Which resources have which tags, one entry for each tag, from all pages (facts §2.15).</summary>
    public static Task<IReadOnlyList<TagResource>> ListTagResourcesAsync(this IEcsOperations ecs, ListTagResourcesRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Tasks that match, from all pages (facts §2.17).</summary>
    public static Task<IReadOnlyList<EcsTask>> DescribeTasksAsync(this IEcsOperations ecs, DescribeTasksRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>A task in detail (facts §2.17).</summary>
    public static Task<DescribeTaskAttributeResponse> DescribeTaskAttributeAsync(this IEcsOperations ecs, DescribeTaskAttributeRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Ends a task that is running, if its kind can be ended (facts §2.17).</summary>
    public static Task<Acknowledgement> CancelTaskAsync(this IEcsOperations ecs, CancelTaskRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);

    /// <summary>Begins to run a kept command on instances (facts §2.18).</summary>
    public static Task<InvokeCommandResponse> InvokeCommandAsync(this IEcsOperations ecs, InvokeCommandRequest request, CancellationToken cancellationToken = default) => ecs.SendAsync(request, cancellationToken);
}
