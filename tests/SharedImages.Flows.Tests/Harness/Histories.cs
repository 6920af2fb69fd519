using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Replays what a flow test has run, the promotion and its regions. With <c>SHAREDIMAGES_RECORD</c> set to a folder it also stores the
/// histories there, as golden ones, one set per test.
/// </summary>
internal static class Histories
{
    public static async Task ReplayAsync(WorkflowHandle promotion)
    {
        var history = await promotion.FetchHistoryAsync();
        await ReplayOneAsync(history, "PromoteImage");
        foreach (var started in history.Events.Where(e => e.EventType == EventType.ChildWorkflowExecutionStarted))
        {
            var child = started.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution;
            var id = child.WorkflowId;
            await ReplayOneAsync(await promotion.Client.GetWorkflowHandle(id, child.RunId).FetchHistoryAsync(), "CopyToRegion-" + id[(id.LastIndexOf('/') + 1)..]);
        }
    }

    private static async Task ReplayOneAsync(Temporalio.Common.WorkflowHistory history, string name)
    {
        var options = new WorkflowReplayerOptions { DataConverter = ContractJson.DataConverter }
            .AddWorkflow<PromoteImageWorkflow>()
            .AddWorkflow<CopyToRegionWorkflow>();
        var result = await new WorkflowReplayer(options).ReplayWorkflowAsync(history, throwOnReplayFailure: false);
        result.ReplayFailure.ShouldBeNull();
        if (Environment.GetEnvironmentVariable("SHAREDIMAGES_RECORD") is { Length: > 0 } folder)
        {
            var test = TestContext.Current.Test!.TestCase;
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{test.TestClassSimpleName}.{test.TestMethodName}.{name}.json"), history.ToJson());
        }
    }
}
