using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeImageSharePermission (facts §2.6, A3): the accounts of an own image, one page.</summary>
internal sealed class DescribeImageSharePermission : IOperation
{
    public string Action => "DescribeImageSharePermission";

    public JsonObject Run(Call call)
    {
        var image = call.OwnImage();
        var page = new Page(call.Parameters);
        var accounts = page.Of([.. image.Shares]).Select(share => new JsonObject
        {
            ["AliyunId"] = share.Key,
            ["SharedTime"] = WireText.Time(share.Value.SharedTime),
        });
        var answer = new JsonObject
        {
            ["RegionId"] = image.Region,
            ["ImageId"] = image.ImageId,
            ["Accounts"] = new JsonObject { ["Account"] = new JsonArray([.. accounts]) },
            ["ShareGroups"] = new JsonObject { ["ShareGroup"] = new JsonArray() },
        };
        page.WriteTo(answer, image.Shares.Count);
        return answer;
    }
}
