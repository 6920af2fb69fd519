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

        var search = call.OwnInstances(region, ids.Count > 0 ? ids : null);
        search.Where(call.Parameters.Optional("ZoneId"), instance => instance.Zone.Id);
        var (instances, count) = page.Of(search.Run());
        var answer = Listing.Wrap("InstanceStatuses", "InstanceStatus", instances.Select(instance => new JsonObject
        {
            ["InstanceId"] = instance.InstanceId,
            ["Status"] = instance.StatusAt(call.Now),
        }));
        page.WriteTo(answer, count);
        return answer;
    }
}
