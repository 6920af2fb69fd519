using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeImages (facts §2.1): what the caller owns or is shared, one page, newest first.</summary>
internal sealed class DescribeImages : IOperation
{
    public string Action => "DescribeImages";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var filter = new ImageFilter(call.Parameters, call.Cloud.Market);
        var page = new Page(call.Parameters);
        if (call.Parameters.Bool("IsPublic") == true && call.Caller.Is(AccountCondition.NoCommunityImages))
        {
            throw new ApiException(403, "CurrentAccount.NotSupportPublicImage", "The current account does not support community images.");
        }

        call.EndDryRun();

        var cloud = call.Cloud;
        var candidates = call.Parameters.Optional("ImageId") is { } id ? cloud.Images.FindIn(region, id) : cloud.Images.In(region);
        var found = candidates
            .Where(image => image.IsVisibleTo(call.Account, call.Now) && filter.Matches(image, call))
            .OrderByDescending(image => image.CreationTime)
            .ThenBy(image => image.ImageId, StringComparer.Ordinal)
            .ToList();
        var answer = new JsonObject
        {
            ["RegionId"] = region,
            ["Images"] = new JsonObject { ["Image"] = new JsonArray([.. page.Of(found).Select(image => ImageJson.Write(image, call.Account, cloud))]) },
        };
        page.WriteTo(answer, found.Count);
        return answer;
    }
}
