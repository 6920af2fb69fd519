namespace SharedImages.Ecs.Simulator;

/// <summary>Finds the instances that a call names, and tells what is in the way of a change (facts §2.10).</summary>
internal static class InstanceLookup
{
    private const int MaxIds = 100;

    /// <summary>The caller's own instance, in one region or in any.</summary>
    public static InstanceRecord OwnInstance(this Call call, string instanceId, string? region = null) =>
        call.Cloud.Fleet.Instances.Find(instanceId) is { } instance && (region is null || instance.Region == region) && instance.IsVisibleTo(call)
            ? instance
            : throw new ApiException(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.");

    /// <summary>A search for the caller's own instances in a region, all or some; newest first.</summary>
    /// <param name="call">The call.</param>
    /// <param name="region">The region.</param>
    /// <param name="ids">Ids of the only ones that are wanted; null = any.</param>
    public static Search<InstanceRecord> OwnInstances(this Call call, string region, IReadOnlyCollection<string>? ids = null)
    {
        var fleet = call.Cloud.Fleet;
        var search = new Search<InstanceRecord>(fleet.InstanceLists, [new(Facet.All, region, call.Account)], instance => instance.Region == region && instance.IsVisibleTo(call));
        search.WhereIds(ids, fleet.Instances);
        search.Where(instance => call.Now >= instance.VisibleFrom);
        return search;
    }

    /// <summary>The ids of a batch.</summary>
    public static IReadOnlyList<string> InstanceIds(this Call call)
    {
        var ids = call.Parameters.List("InstanceId");
        return ids.Count switch
        {
            0 => throw Errors.MissingParameter("InstanceId"),
            > MaxIds => throw Errors.InvalidParameter("InstanceId"),
            _ => [.. ids.Distinct(StringComparer.Ordinal)],
        };
    }

    public static void CheckStatus(this InstanceRecord instance, DateTimeOffset now, params ReadOnlySpan<string> allowed)
    {
        var status = instance.StatusAt(now);
        if (status == InstanceStatus.Pending)
        {
            throw new ApiException(403, "IncorrectInstanceStatus.Initializing", "The specified instance is being initialized, please try again later.");
        }

        if (!allowed.Contains(status) || instance.IsReplacingAt(now))
        {
            throw Errors.IncorrectInstanceStatus();
        }
    }

    public static void CheckNotLocked(this InstanceRecord instance, int httpStatus = 403)
    {
        if (instance.IsLockedForSecurity)
        {
            throw new ApiException(httpStatus, "InstanceLockedForSecurity", "The specified operation is denied as your instance is locked for security reasons.");
        }
    }

    public static void CheckNotExpired(this InstanceRecord instance)
    {
        if (instance.Is(InstanceCondition.Expired))
        {
            throw Errors.Expired();
        }
    }

    private static bool IsVisibleTo(this InstanceRecord instance, Call call) => instance.Owner == call.Account && call.Now >= instance.VisibleFrom;
}
