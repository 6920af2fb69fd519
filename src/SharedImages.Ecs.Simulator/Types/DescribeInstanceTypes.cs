using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeInstanceTypes (facts §2.16): needs no region; a hundred per page.</summary>
internal sealed class DescribeInstanceTypes : IOperation
{
    private const int MaxTypes = 10;
    private const int PageSize = 100;

    public string Action => "DescribeInstanceTypes";

    public JsonObject Run(Call call)
    {
        var parameters = call.Parameters;
        var ids = parameters.List("InstanceTypes");
        if (ids.Count > MaxTypes)
        {
            throw Errors.InvalidParameter("InstanceTypes");
        }

        var found = call.Cloud.Market.Types
            .Where(type => ids.Count == 0 || ids.Contains(type.Id, StringComparer.Ordinal))
            .Where(type => parameters.Allows("InstanceTypeFamily", type.Family))
            .Where(type => parameters.Allows("CpuArchitecture", type.Architecture))
            .Where(type => parameters.Allows("NvmeSupport", type.NvmeSupport))
            .ToList();
        var (page, nextToken) = TokenPage.Of(parameters, found, fallback: PageSize, least: 1, most: PageSize);
        return new JsonObject
        {
            ["InstanceTypes"] = new JsonObject { ["InstanceType"] = new JsonArray([.. page.Select(Write)]) },
            ["NextToken"] = nextToken,
        };
    }

    private static JsonObject Write(WorldInstanceType type) => new()
    {
        ["InstanceTypeId"] = type.Id,
        ["InstanceTypeFamily"] = type.Family,
        ["CpuArchitecture"] = type.Architecture,
        ["CpuCoreCount"] = type.Cores,
        ["MemorySize"] = type.Memory,
        ["SupportedBootModes"] = new JsonObject { ["SupportedBootMode"] = new JsonArray([.. type.BootModes.Select(mode => JsonValue.Create(mode))]) },
        ["NvmeSupport"] = type.NvmeSupport,
        ["GPUAmount"] = 0,
        ["LocalStorageCategory"] = "",
    };
}
