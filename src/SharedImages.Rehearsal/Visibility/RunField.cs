using System.Text.Json;
using Temporalio.Api.Common.V1;

namespace SharedImages.Rehearsal;

/// <summary>What a list filter can compare: the server's fields of a run, and its search attributes.</summary>
internal static class RunField
{
    /// <summary>Compared as a time.</summary>
    public const string StartTime = "StartTime";

    private static readonly Dictionary<string, Func<Run, string?>> OfTheServer = new(StringComparer.Ordinal)
    {
        ["WorkflowId"] = run => run.WorkflowId,
        ["WorkflowType"] = run => run.Start.Type,
        ["RunId"] = run => run.RunId,
        ["TaskQueue"] = run => run.Start.TaskQueue,
        ["ExecutionStatus"] = run => run.Status.ToString(),
        ["ParentWorkflowId"] = run => run.Start.Parent?.Run.WorkflowId,
    };

    private static readonly HashSet<string> NotModelled = new(StringComparer.Ordinal)
    {
        "ExecutionTime", "CloseTime", "ExecutionDuration", "HistoryLength", "HistorySizeBytes", "StateTransitionCount",
        "ParentRunId", "RootWorkflowId", "RootRunId",
    };

    /// <summary>Whether a real server knows it, and the rehearsal does not.</summary>
    public static bool IsNotModelled(string name) => NotModelled.Contains(name);

    public static bool IsKnown(string name, AttributeRegistry attributes) => name == StartTime || OfTheServer.ContainsKey(name) || attributes.Has(name);

    /// <summary>None where the run has no such attribute.</summary>
    public static IReadOnlyCollection<string> Values(Run run, string name) =>
        OfTheServer.TryGetValue(name, out var field) ? field(run) is { } text ? [text] : []
        : run.Attributes.IndexedFields.TryGetValue(name, out var value) ? Texts(value)
        : (IReadOnlyCollection<string>)[];

    private static List<string> Texts(Payload value)
    {
        using var json = JsonDocument.Parse(value.Data.ToByteArray());
        return json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Select(Text)] : [Text(json.RootElement)];
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
