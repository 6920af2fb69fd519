using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>DescribeTaskAttribute (facts §2.17): one task and how far it is.</summary>
internal sealed class DescribeTaskAttribute : IOperation
{
    public string Action => "DescribeTaskAttribute";

    public JsonObject Run(Call call)
    {
        var region = call.RequiredRegion();
        var task = call.OwnTask(region);
        var status = task.StatusAt(call.Now);
        var answer = TaskJson.Write(task, call.Now);
        answer["RegionId"] = region;
        answer["TaskProcess"] = WireText.Percent(task.ProgressAt(call.Now));
        answer["TotalCount"] = 1;
        answer["SuccessCount"] = status == TaskRecord.Finished ? 1 : 0;
        answer["FailedCount"] = status == TaskRecord.Failed ? 1 : 0;
        answer["OperationProgressSet"] = new JsonObject { ["OperationProgress"] = new JsonArray() };
        return answer;
    }
}
