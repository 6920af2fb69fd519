using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>A task as both operations show it (facts §2.17).</summary>
internal static class TaskJson
{
    public static JsonObject Write(TaskRecord task, DateTimeOffset now) => new()
    {
        ["TaskId"] = task.TaskId,
        ["TaskAction"] = task.Action,
        ["TaskStatus"] = task.StatusAt(now),
        ["SupportCancel"] = task.SupportsCancel ? "true" : "false",
        ["ResourceId"] = task.ResourceId,
        ["CreationTime"] = WireText.Time(task.CreationTime),
        ["FinishedTime"] = task.FinishedTimeAt(now) is { } finished ? WireText.Time(finished) : "",
    };
}
