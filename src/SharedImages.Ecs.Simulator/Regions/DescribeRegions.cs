using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeRegions (facts §2.16). The endpoints are those of the real service; a caller of the simulator keeps to the simulator's address.</summary>
internal sealed class DescribeRegions : IOperation
{
    public string Action => "DescribeRegions";

    public JsonObject Run(Call call) => new()
    {
        ["Regions"] = new JsonObject
        {
            ["Region"] = new JsonArray([.. call.Cloud.Regions.Select(region => new JsonObject
            {
                ["RegionId"] = region,
                ["LocalName"] = region,
                ["RegionEndpoint"] = $"ecs.{region}.aliyuncs.com",
                ["Status"] = "available",
            })]),
        },
    };
}
