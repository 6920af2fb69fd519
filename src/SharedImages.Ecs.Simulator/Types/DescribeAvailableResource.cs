using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeAvailableResource (facts §2.16, A8): what each zone of a region sells, and whether it has any left.</summary>
internal sealed class DescribeAvailableResource : IOperation
{
    private static readonly string[] Destinations = ["Zone", "IoOptimized", "InstanceType", "Network", "ddh", "SystemDisk", "DataDisk"];

    public string Action => "DescribeAvailableResource";

    public JsonObject Run(Call call)
    {
        var parameters = call.Parameters;
        var region = parameters.Required("RegionId");
        if (!call.Cloud.Regions.Contains(region, StringComparer.Ordinal))
        {
            throw new ApiException(404, "Invalid.RegionId", "The specified RegionId does not exist.");
        }

        var destination = parameters.Required("DestinationResource");
        CheckOneOf(destination, 404, "Invalid.DestinationResource", Destinations);
        CheckOneOf(parameters.Optional("ResourceType"), 404, "Invalid.ResourceType", "instance", "disk", "reservedinstance", "ddh");
        CheckOneOf(parameters.Optional("SpotStrategy"), 404, "Invalid.SpotStrategy", "NoSpot", "SpotWithPriceLimit", "SpotAsPriceGo");
        CheckOneOf(parameters.Optional("InstanceChargeType"), 400, "Invalid.InstanceChargeType", "PostPaid", "PrePaid");
        var zones = call.Cloud.Market.ZonesOf(region).Where(zone => parameters.Allows("ZoneId", zone.Id));
        return new JsonObject
        {
            ["AvailableZones"] = new JsonObject { ["AvailableZone"] = new JsonArray([.. zones.Select(zone => Write(call, zone, destination))]) },
        };
    }

    private static JsonObject Write(Call call, WorldZone zone, string destination)
    {
        var cloud = call.Cloud;
        var types = cloud.Market.Types.Where(type => zone.Offers(type) && call.Parameters.Allows("InstanceType", type.Id)).ToList();
        var inStock = types.Exists(type => cloud.StockLeft(zone, type) > 0);
        var resources = destination switch
        {
            "InstanceType" => types.Select(type => Resource(type.Id, zone, cloud.StockLeft(zone, type) > 0)),
            "Zone" => [Resource(zone.Id, zone, inStock)],
            "IoOptimized" => [Resource("optimized", zone, inStock)],
            "Network" => [Resource("vpc", zone, inStock)],
            "SystemDisk" => Disks(zone, inStock, DiskSizes.MaxSystem),
            "DataDisk" => Disks(zone, inStock, DiskSizes.MaxData),
            _ => [],
        };
        var answer = Status(zone, inStock);
        answer["RegionId"] = zone.Region;
        answer["ZoneId"] = zone.Id;
        answer["AvailableResources"] = new JsonObject
        {
            ["AvailableResource"] = new JsonArray(new JsonObject
            {
                ["Type"] = destination,
                ["SupportedResources"] = new JsonObject { ["SupportedResource"] = new JsonArray([.. resources]) },
            }),
        };
        return answer;
    }

    private static IEnumerable<JsonObject> Disks(WorldZone zone, bool inStock, int max) => DiskSizes.Categories.Select(category =>
    {
        var resource = Resource(category, zone, inStock);
        resource["Min"] = DiskSizes.Min;
        resource["Max"] = max;
        resource["Unit"] = "GiB";
        return resource;
    });

    private static JsonObject Resource(string value, WorldZone zone, bool inStock)
    {
        var resource = Status(zone, inStock);
        resource["Value"] = value;
        return resource;
    }

    private static JsonObject Status(WorldZone zone, bool inStock) => new()
    {
        ["Status"] = zone.OnSale && inStock ? "Available" : "SoldOut",
        ["StatusCategory"] = (zone.OnSale, inStock) switch
        {
            (true, true) => "WithStock",
            (true, false) => "WithoutStock",
            (false, true) => "ClosedWithStock",
            (false, false) => "ClosedWithoutStock",
        },
    };

    private static void CheckOneOf(string? value, int httpStatus, string code, params string[] allowed)
    {
        if (value is not null && !allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new ApiException(httpStatus, code, $"The specified value is not valid: {value}.");
        }
    }
}
