using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeInstances (facts §2.11): own instances, newest first, by token or by page number.</summary>
internal sealed class DescribeInstances : IOperation
{
    public string Action => "DescribeInstances";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var ids = JsonIds.Read(call.Parameters, "InstanceIds", Errors.InvalidParameter("InstanceIds"), Errors.InvalidParameter("InstanceIds"));
        var filter = new InstanceFilter(call.Parameters);
        call.EndDryRun();

        var search = call.OwnInstances(region, ids);
        filter.AddTo(search, call.Now);
        return Listing.Answer(call.Parameters, search.Run(), "Instances", "Instance", instance => InstanceJson.Write(instance, call.Now));
    }
}
