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

    /// <summary>The caller's own instances in a region, or those of some ids that are there; newest first.</summary>
    public static List<InstanceRecord> OwnInstances(this Call call, string region, IReadOnlyCollection<string>? ids, Func<InstanceRecord, bool> filter)
    {
        var instances = call.Cloud.Fleet.Instances;
        var candidates = ids is null ? instances.In(region) : ids.Distinct(StringComparer.Ordinal).SelectMany(id => instances.FindIn(region, id));
        return [.. candidates
            .Where(instance => instance.IsVisibleTo(call) && filter(instance))
            .OrderByDescending(instance => instance.CreationTime)
            .ThenBy(instance => instance.InstanceId, StringComparer.Ordinal)];
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
