using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeInstanceStatus (facts §2.11, A6): id and status only, at most fifty per page.</summary>
internal sealed class DescribeInstanceStatus : IOperation
{
    private const int MaxIds = 100;
    private const int MaxPageSize = 50;

    public string Action => "DescribeInstanceStatus";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var page = new Page(call.Parameters, MaxPageSize);
        var ids = call.Parameters.List("InstanceId");
        if (ids.Count > MaxIds)
        {
            throw Errors.InvalidParameter("InstanceId");
        }

        var instances = call.Cloud.Fleet.Instances;
        var candidates = ids.Count == 0 ? instances.In(region) : ids.Distinct(StringComparer.Ordinal).SelectMany(id => instances.FindIn(region, id));
        var found = candidates
            .Where(instance => instance.Owner == call.Account && call.Parameters.Allows("ZoneId", instance.Zone.Id))
            .OrderByDescending(instance => instance.CreationTime)
            .ThenBy(instance => instance.InstanceId, StringComparer.Ordinal)
            .ToList();
        var answer = Listing.Wrap("InstanceStatuses", "InstanceStatus", page.Of(found).Select(instance => new JsonObject
        {
            ["InstanceId"] = instance.InstanceId,
            ["Status"] = instance.StatusAt(call.Now),
        }));
        page.WriteTo(answer, found.Count);
        return answer;
    }
}
