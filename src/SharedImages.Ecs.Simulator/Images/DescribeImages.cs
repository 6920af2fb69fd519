using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeImages (facts §2.1): what the caller owns or is shared, one page, newest first.</summary>
internal sealed class DescribeImages : IOperation
{
    public string Action => "DescribeImages";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var filter = new ImageFilter(call, region);
        var page = new Page(call.Parameters);
        if (call.Parameters.Bool("IsPublic") == true && call.Caller.Is(AccountCondition.NoCommunityImages))
        {
            throw new ApiException(403, "CurrentAccount.NotSupportPublicImage", "The current account does not support community images.");
        }

        call.EndDryRun();

        var cloud = call.Cloud;
        var (images, count) = page.Of(filter.Search().Run());
        var answer = new JsonObject
        {
            ["RegionId"] = region,
            ["Images"] = new JsonObject { ["Image"] = new JsonArray([.. images.Select(image => ImageJson.Write(image, call.Account, cloud))]) },
        };
        page.WriteTo(answer, count);
        return answer;
    }
}
