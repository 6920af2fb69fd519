namespace SharedImages.Ecs;

/// <summary>
/// The ECS (2014-05-26) and STS (2015-04-01) operations that our kinds of operation need, one method each, by ECS's own names.
/// Implementations send one HTTP request per page and never repeat one by themselves. A request may wait for its turn before it is sent
/// (<see cref="CallLimits"/>), and while ECS asks for a pause.
/// </summary>
/// <remarks>Every method throws <see cref="EcsException"/> for any failure, and nothing else but
/// <see cref="OperationCanceledException"/> when its token is canceled.</remarks>
public interface IEcsClient
{
    /// <summary>The regions this account can use (facts §2.16).</summary>
    Task<IReadOnlyList<Region>> DescribeRegionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Images that match, from all pages. Nothing matching is an empty list, never an error (facts §2.1).</summary>
    Task<IReadOnlyList<Image>> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a copy and returns the new image's id at once; the copying goes on in the background (facts §2.2).
    /// With <see cref="CopyImageRequest.DryRun"/> nothing is made and the id is empty when all checks pass.
    /// </summary>
    Task<CopyImageResponse> CopyImageAsync(CopyImageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Stops a running copy; the new image vanishes (facts §2.3). Sent to the destination region.</summary>
    Task<Acknowledgement> CancelCopyImageAsync(CancelCopyImageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes an own image. Its snapshots stay (facts §2.4).</summary>
    Task<Acknowledgement> DeleteImageAsync(DeleteImageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes the attributes that are not null (facts §2.5).</summary>
    Task<Acknowledgement> ModifyImageAttributeAsync(ModifyImageAttributeRequest request, CancellationToken cancellationToken = default);

    /// <summary>Shares an own image with accounts or takes it back, at most 10 of each per call (facts §2.6).</summary>
    /// <exception cref="InvalidOperationException">More than 10 accounts to add or remove: ECS would drop the rest silently.</exception>
    Task<Acknowledgement> ModifyImageSharePermissionAsync(ModifyImageSharePermissionRequest request, CancellationToken cancellationToken = default);

    /// <summary>The accounts an own image is shared with, from all pages (facts §2.6).</summary>
    Task<IReadOnlyList<ImageShare>> DescribeImageSharePermissionAsync(DescribeImageSharePermissionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds tags, or gives existing keys new values (facts §2.15). At most 50 resources and 20 tags per call.</summary>
    Task<Acknowledgement> TagResourcesAsync(TagResourcesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Snapshots that match, from all pages. Unknown ids are left out (facts §2.14).</summary>
    Task<IReadOnlyList<Snapshot>> DescribeSnapshotsAsync(DescribeSnapshotsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a snapshot. One that is gone already is success (facts §2.14).</summary>
    Task<Acknowledgement> DeleteSnapshotAsync(DeleteSnapshotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins 1–100 instances and gives their ids at once (facts §2.8). Count the ids: they may be fewer than asked for.</summary>
    Task<RunInstancesResponse> RunInstancesAsync(RunInstancesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Releases stopped instances, or with force running ones (facts §2.10).</summary>
    Task<Acknowledgement> DeleteInstancesAsync(DeleteInstancesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Instances that match, from all pages. Unknown ids are left out (facts §2.11).</summary>
    Task<IReadOnlyList<Instance>> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken = default);

    /// <summary>What is in stock, by zone (facts §2.16).</summary>
    Task<IReadOnlyList<AvailableZone>> DescribeAvailableResourceAsync(DescribeAvailableResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Types of instances that match, from all pages (facts §2.16).</summary>
    Task<IReadOnlyList<InstanceType>> DescribeInstanceTypesAsync(DescribeInstanceTypesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins to run a script on instances (facts §2.18).</summary>
    Task<RunCommandResponse> RunCommandAsync(RunCommandRequest request, CancellationToken cancellationToken = default);

    /// <summary>What came of commands, from all pages (facts §2.18).</summary>
    Task<IReadOnlyList<InvocationResult>> DescribeInvocationResultsAsync(DescribeInvocationResultsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Whether instances can run commands yet, from all pages (facts §2.18).</summary>
    Task<IReadOnlyList<CloudAssistantState>> DescribeCloudAssistantStatusAsync(DescribeCloudAssistantStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Disks that match, from all pages. Unknown ids are left out (facts §2.14).</summary>
    Task<IReadOnlyList<Disk>> DescribeDisksAsync(DescribeDisksRequest request, CancellationToken cancellationToken = default);

    /// <summary>Stops a running instance (facts §2.10).</summary>
    Task<Acknowledgement> StopInstanceAsync(StopInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Starts a stopped instance (facts §2.10).</summary>
    Task<Acknowledgement> StartInstanceAsync(StartInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins to give a stopped instance a new system disk; what is on the old one is lost (facts §2.12).</summary>
    Task<ReplaceSystemDiskResponse> ReplaceSystemDiskAsync(ReplaceSystemDiskRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins a snapshot of a disk and gives its id at once (facts §2.14).</summary>
    Task<CreateSnapshotResponse> CreateSnapshotAsync(CreateSnapshotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Begins an image of an instance or of snapshots and gives its id at once (facts §2.7).</summary>
    Task<CreateImageResponse> CreateImageAsync(CreateImageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes tags from resources; those they do not have are left out (facts §2.15).</summary>
    Task<Acknowledgement> UntagResourcesAsync(UntagResourcesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Which account and principal the credentials belong to (STS).</summary>
    Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken = default);
}
