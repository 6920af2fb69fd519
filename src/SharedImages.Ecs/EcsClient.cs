using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>The ECS client: signed HTTP, one request per page, no repetition, no more calls than ECS allows, typed failures.</summary>
public sealed class EcsClient : IEcsClient, IDisposable
{
    private const string EcsVersion = "2014-05-26";
    private const string StsVersion = "2015-04-01";
    private const int PageSize = 100;

    // A server that always has one more page must not keep a caller for ever.
    private const int MaxPages = 10_000;

    private readonly EcsClientOptions options;
    private readonly EndpointResolver endpoints;
    private readonly CallBudgets budgets;
    private readonly AcsTransport transport;

    /// <summary>Creates the client of one account. It opens no connection.</summary>
    /// <exception cref="ArgumentException">An endpoint is not allowed, or a call limit is less than 1.</exception>
    public EcsClient(EcsClientOptions options, ICredentialsProvider credentials, TimeProvider time)
    {
        this.options = options;
        endpoints = new EndpointResolver(options);
        budgets = new CallBudgets(options.CallLimits, time);
        transport = new AcsTransport(options, credentials, time);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Region>> DescribeRegionsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync("DescribeRegions", options.HomeRegion, new Parameters(), cancellationToken);
        var regions = AnswerReader.Items("DescribeRegions", options.HomeRegion, answer, new("Regions", "Region", "RegionId"));
        return [.. regions.Select(region => new Region(region.Text("RegionId"), region.Text("RegionEndpoint"), region.Text("Status")))];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Image>> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken = default) =>
        PagesAsync("DescribeImages", request.RegionId, () => request.ToParameters(), new("Images", "Image", "ImageId"), ImageJson.Read, cancellationToken);

    /// <inheritdoc/>
    public async Task<CopyImageResponse> CopyImageAsync(CopyImageRequest request, CancellationToken cancellationToken = default)
    {
        JsonElement answer;
        try
        {
            answer = await SendAsync("CopyImage", request.RegionId, request.ToParameters(), cancellationToken);
        }
        catch (EcsException e) when (request.DryRun && e.Code == "DryRunOperation")
        {
            return new("", e.RequestId ?? "");
        }

        var imageId = request.DryRun ? answer.Text("ImageId") : AnswerReader.Required("CopyImage", request.RegionId, answer, "ImageId");
        return new(imageId, answer.Text("RequestId"));
    }

    /// <inheritdoc/>
    public Task CancelCopyImageAsync(CancelCopyImageRequest request, CancellationToken cancellationToken = default) =>
        SendAsync("CancelCopyImage", request.RegionId, InRegion(request.RegionId).Add("ImageId", request.ImageId), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteImageAsync(DeleteImageRequest request, CancellationToken cancellationToken = default) =>
        SendAsync("DeleteImage", request.RegionId, InRegion(request.RegionId).Add("ImageId", request.ImageId).Add("Force", request.Force ? true : null), cancellationToken);

    /// <inheritdoc/>
    public Task ModifyImageAttributeAsync(ModifyImageAttributeRequest request, CancellationToken cancellationToken = default) =>
        SendAsync("ModifyImageAttribute", request.RegionId, request.ToParameters(), cancellationToken);

    /// <inheritdoc/>
    public Task ModifyImageSharePermissionAsync(ModifyImageSharePermissionRequest request, CancellationToken cancellationToken = default) =>
        SendAsync("ModifyImageSharePermission", request.RegionId, request.ToParameters(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageShare>> DescribeImageSharePermissionAsync(DescribeImageSharePermissionRequest request, CancellationToken cancellationToken = default) =>
        PagesAsync(
            "DescribeImageSharePermission", request.RegionId, () => InRegion(request.RegionId).Add("ImageId", request.ImageId),
            new("Accounts", "Account", "AliyunId"), account => new ImageShare(account.Text("AliyunId")), cancellationToken);

    /// <inheritdoc/>
    public Task TagResourcesAsync(TagResourcesRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            "TagResources", request.RegionId,
            InRegion(request.RegionId).Add("ResourceType", request.ResourceType).AddList("ResourceId", request.ResourceIds).AddTags(request.Tags),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Snapshot>> DescribeSnapshotsAsync(DescribeSnapshotsRequest request, CancellationToken cancellationToken = default)
    {
        if (request.SnapshotIds.Count == 0)
        {
            return [];
        }

        var ids = JsonSerializer.Serialize(request.SnapshotIds, EcsJson.Default.IReadOnlyListString);
        var found = new List<Snapshot>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var parameters = InRegion(request.RegionId).Add("SnapshotIds", ids).Add("MaxResults", PageSize).Add("NextToken", next);
            var answer = await SendAsync("DescribeSnapshots", request.RegionId, parameters, cancellationToken);
            found.AddRange(AnswerReader.Items("DescribeSnapshots", request.RegionId, answer, new("Snapshots", "Snapshot", "SnapshotId")).Select(SnapshotJson.Read));
            next = answer.TextOrNull("NextToken");
            if (next is null)
            {
                return found;
            }
        }

        throw EndlessListing("DescribeSnapshots", request.RegionId);
    }

    /// <inheritdoc/>
    public Task DeleteSnapshotAsync(DeleteSnapshotRequest request, CancellationToken cancellationToken = default) =>
        SendAsync("DeleteSnapshot", request.RegionId, new Parameters().Add("SnapshotId", request.SnapshotId), cancellationToken);

    /// <inheritdoc/>
    public async Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(endpoints.Sts("GetCallerIdentity"), "GetCallerIdentity", StsVersion, options.HomeRegion, new Parameters(), cancellationToken);
        return new(AnswerReader.Required("GetCallerIdentity", options.HomeRegion, answer, "AccountId"), answer.Text("Arn"), answer.Text("IdentityType"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        budgets.Dispose();
        transport.Dispose();
    }

    internal static Parameters InRegion(string regionId) => new Parameters().Add("RegionId", regionId);

    private static EcsException EndlessListing(string action, string regionId) => Incomplete(action, regionId, $"the listing did not end after {MaxPages} pages");

    private static EcsException Incomplete(string action, string regionId, FormattableString problem) =>
        new(ErrorKind.Transient, action, regionId, LocalCodes.BadAnswer, FormattableString.Invariant(problem));

    private Task<JsonElement> SendAsync(string action, string regionId, Parameters parameters, CancellationToken cancellationToken) =>
        SendAsync(endpoints.Ecs(action, regionId), action, EcsVersion, regionId, parameters, cancellationToken);

    private async Task<JsonElement> SendAsync(Uri endpoint, string action, string version, string regionId, Parameters parameters, CancellationToken cancellationToken)
    {
        var budget = budgets.Of(action, regionId);
        var entered = await budget.EnterAsync(cancellationToken);
        try
        {
            return await transport.SendAsync(endpoint, action, version, regionId, parameters, cancellationToken);
        }
        catch (EcsException e)
        {
            budget.Report(entered, e);
            throw;
        }
    }

    private async Task<IReadOnlyList<T>> PagesAsync<T>(
        string action, string regionId, Func<Parameters> parameters, Listing listing, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        int? before = null;
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await SendAsync(action, regionId, parameters().Add("PageNumber", page).Add("PageSize", PageSize), cancellationToken);
            var items = AnswerReader.Items(action, regionId, answer, listing);
            found.AddRange(items.Select(read));

            // Pages are counted from the start each time: where the number changes in between, an entry slips from one page to another unseen.
            var total = answer.Int("TotalCount");
            if (page > 1 && total != before)
            {
                throw Incomplete(action, regionId, $"the listing changed while its pages were read: {before} entries before page {page}, {total} with it");
            }

            // A short page is the last one only where ECS does not say how many there are.
            if (total is null ? items.Count < PageSize : found.Count >= total)
            {
                return found;
            }

            if (items.Count == 0)
            {
                throw Incomplete(action, regionId, $"page {page} is empty after {found.Count} of {total} entries");
            }

            before = total;
        }

        throw EndlessListing(action, regionId);
    }
}
