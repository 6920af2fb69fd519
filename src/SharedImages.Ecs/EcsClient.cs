namespace SharedImages.Ecs;

/// <summary>The ECS client: signed HTTP, one request per page, no repetition, no more calls than ECS allows, typed failures.</summary>
public sealed class EcsClient : IEcsAccess, IEcsOperations, IDisposable
{
    private const string EcsVersion = "2014-05-26";
    private const string StsVersion = "2015-04-01";

    private readonly EcsClientOptions options;
    private readonly ICredentialsProvider credentials;
    private readonly EndpointResolver endpoints;
    private readonly CallBudgets? budgets;
    private readonly IEcsTransport transport;

    /// <summary>Creates the client of one account. It opens no connection.</summary>
    /// <exception cref="ArgumentException">An endpoint or the proxy is not allowed, or a call limit is less than 1.</exception>
    public EcsClient(EcsClientOptions options, ICredentialsProvider credentials, TimeProvider time)
        : this(options, credentials, time, new AcsTransport(options, time))
    {
    }

    /// <summary>Creates the client of one account over another transport, which it then owns.</summary>
    /// <exception cref="ArgumentException">An endpoint is not allowed, or a call limit is less than 1.</exception>
    public EcsClient(EcsClientOptions options, ICredentialsProvider credentials, TimeProvider time, IEcsTransport transport)
    {
        this.options = options;
        this.credentials = credentials;
        endpoints = new EndpointResolver(options);
        budgets = options.CallLimits is { } limits ? new CallBudgets(limits, time) : null;
        this.transport = transport;
    }

    private EcsClient(EcsClient origin, ICredentialsProvider credentials)
    {
        options = origin.options;
        this.credentials = credentials;
        endpoints = origin.endpoints;
        budgets = origin.budgets;
        transport = origin.transport;
    }

    /// <inheritdoc/>
    public async Task<EcsSession> HoldAsync(CancellationToken cancellationToken = default)
    {
        var key = await credentials.GetAsync(cancellationToken);
        return new(new EcsClient(this, new HeldCredentialsProvider(key, credentials)), key.AccessKeyId);
    }

    /// <inheritdoc/>
    public Task<TResponse> SendAsync<TResponse>(EcsRequest<TResponse> request, CancellationToken cancellationToken = default) => request.SendAsync(CallAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Region>> DescribeRegionsAsync(CancellationToken cancellationToken = default) =>
        SendAsync(new DescribeRegionsRequest(options.HomeRegion), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Image>> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<CopyImageResponse> CopyImageAsync(CopyImageRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> CancelCopyImageAsync(CancelCopyImageRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> DeleteImageAsync(DeleteImageRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> ModifyImageAttributeAsync(ModifyImageAttributeRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> ModifyImageSharePermissionAsync(ModifyImageSharePermissionRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageShare>> DescribeImageSharePermissionAsync(DescribeImageSharePermissionRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> TagResourcesAsync(TagResourcesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Snapshot>> DescribeSnapshotsAsync(DescribeSnapshotsRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> DeleteSnapshotAsync(DeleteSnapshotRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<RunInstancesResponse> RunInstancesAsync(RunInstancesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> DeleteInstancesAsync(DeleteInstancesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Instance>> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AvailableZone>> DescribeAvailableResourceAsync(DescribeAvailableResourceRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InstanceType>> DescribeInstanceTypesAsync(DescribeInstanceTypesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<RunCommandResponse> RunCommandAsync(RunCommandRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InvocationResult>> DescribeInvocationResultsAsync(DescribeInvocationResultsRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CloudAssistantState>> DescribeCloudAssistantStatusAsync(DescribeCloudAssistantStatusRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Disk>> DescribeDisksAsync(DescribeDisksRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> StopInstanceAsync(StopInstanceRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> StartInstanceAsync(StartInstanceRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<ReplaceSystemDiskResponse> ReplaceSystemDiskAsync(ReplaceSystemDiskRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<CreateSnapshotResponse> CreateSnapshotAsync(CreateSnapshotRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<CreateImageResponse> CreateImageAsync(CreateImageRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement> UntagResourcesAsync(UntagResourcesRequest request, CancellationToken cancellationToken = default) => SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await CallAsync(endpoints.Sts("GetCallerIdentity", options.HomeRegion), "GetCallerIdentity", StsVersion, options.HomeRegion, new Parameters(), cancellationToken);
        return new(answer.Required("AccountId"), answer.Root.Text("Arn"), answer.Root.Text("IdentityType"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        budgets?.Dispose();
        transport.Dispose();
    }

    private Task<EcsAnswer> CallAsync(string action, string regionId, Parameters parameters, CancellationToken cancellationToken) =>
        CallAsync(endpoints.Ecs(action, regionId), action, EcsVersion, regionId, parameters, cancellationToken);

    private async Task<EcsAnswer> CallAsync(Uri endpoint, string action, string version, string regionId, Parameters parameters, CancellationToken cancellationToken)
    {
        var budget = budgets?.Of(action, regionId);
        var entered = budget is null ? 0 : await budget.EnterAsync(cancellationToken);
        // After the wait, so that it is fresh, and outside of what is reported: STS has limits of its own.
        var signer = await credentials.GetAsync(cancellationToken);
        try
        {
            return await transport.AskAsync(new(endpoint, action, version, regionId, parameters.Pairs, signer), cancellationToken);
        }
        catch (EcsException e)
        {
            budget?.Report(entered, e);
            if (e.Code.StartsWith("InvalidSecurityToken", StringComparison.Ordinal))
            {
                credentials.Refused(signer);
            }

            throw;
        }
    }
}
