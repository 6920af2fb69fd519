using Temporalio.Client;

namespace SharedImages.Flows.Tests;

/// <summary>Recalls, and what they have put into the register.</summary>
internal static class Recalls
{
    public static RecallSpec OfImage(string imageId) => Of(RecallNames.OneImage, imageId, new(null, null, null, imageId));

    public static RecallSpec OfVersion(string name, string version) => Of(name, version, new($"{name}/{version}", null, null, null));

    public static Task<WorkflowHandle> StartAsync(Flow flow, RecallSpec spec) => flow.StartJsonAsync(OperationKinds.Recall.WorkflowId(spec.Name, spec.Version), ToJson(spec), again: true);

    public static async Task<RecallResult> RunAsync(Flow flow, RecallSpec spec) => await Flow.ResultAsync<RecallResult>(await StartAsync(flow, spec), Histories.ReplayUncomparedAsync);

    /// <summary>The images that the register lists.</summary>
    public static async Task<IReadOnlyList<string>> RegisterAsync(Flow flow)
    {
        var memo = (await flow.Client.GetWorkflowHandle(RecallNames.RegisterId(flow.TaskQueue)).DescribeAsync()).Memo;
        return memo.TryGetValue(RecallNames.RecalledMemo, out var ids) ? await ids.ToValueAsync<IReadOnlyList<string>>() : [];
    }

    // As any language sends it: one JSON object.
    private static Dictionary<string, object> ToJson(RecallSpec spec)
    {
        var json = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["apiVersion"] = spec.ApiVersion,
            ["kind"] = spec.Kind,
            ["name"] = spec.Name,
            ["version"] = spec.Version,
            ["image"] = spec.Image,
            ["plan"] = spec.Plan,
            ["release"] = spec.Release,
        };
        if (spec.Reason is { } reason)
        {
            json["reason"] = reason;
        }

        return json;
    }

    private static RecallSpec Of(string name, string version, ImageReference image) => new(name, version, image, null, null, Plan: false, Release: false);
}
