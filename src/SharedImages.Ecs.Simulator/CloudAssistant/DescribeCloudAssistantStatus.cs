using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeCloudAssistantStatus (facts §2.18): whether the agent of each instance is there; instances that are named all come in one page.</summary>
internal sealed class DescribeCloudAssistantStatus : IOperation
{
    private const int MaxIds = 50;
    private const int MaxPageSize = 50;

    public string Action => "DescribeCloudAssistantStatus";

    public JsonObject Run(Call call)
    {
        var parameters = call.Parameters;
        var region = call.RequiredRegion();
        var ids = parameters.List("InstanceId");
        if (ids.Count > MaxIds)
        {
            throw new ApiException(403, "InstanceIds.ExceedLimit", $"The number of instance ids exceeds the limit ({MaxIds}).");
        }

        if (ids.Count > 0)
        {
            return Listing.Wrap("InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus", Targets.Named(call, region, ids).Select(instance => Write(instance, call)));
        }

        var system = parameters.Optional("OSType");
        var search = call.OwnInstances(region);
        if (system is not null)
        {
            search.Where(instance => string.Equals(system, instance.ImageAt(call.Now).Traits.OSType, StringComparison.OrdinalIgnoreCase));
        }

        return Listing.Answer(parameters, search.Run(), "InstanceCloudAssistantStatusSet", "InstanceCloudAssistantStatus", instance => Write(instance, call), mostByToken: MaxPageSize, leastByToken: 1, MaxPageSize);
    }

    private static JsonObject Write(InstanceRecord instance, Call call)
    {
        var (now, cloud) = (call.Now, call.Cloud);
        var isThere = instance.HasAgentAt(now, cloud);
        var invocations = cloud.InvocationsOn(instance);
        return new JsonObject
        {
            ["InstanceId"] = instance.InstanceId,
            ["CloudAssistantStatus"] = isThere ? "true" : "false",
            ["CloudAssistantVersion"] = isThere ? "2.2.3.857" : "",
            ["LastHeartbeatTime"] = isThere ? WireText.Time(now) : "",
            ["LastInvokedTime"] = invocations.Count > 0 ? WireText.Time(invocations[0].CreationTime) : "",
            ["InvocationCount"] = invocations.Count,
            ["ActiveTaskCount"] = invocations.From(0).SelectMany(invocation => invocation.Runs).Count(run => run.InstanceId == instance.InstanceId && run.IsOpenAt(now)),
            ["OSType"] = instance.ImageAt(now).Traits.OSType,
            ["SupportSessionManager"] = isThere,
        };
    }
}
