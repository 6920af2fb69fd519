using System.IO.Compression;
using Temporalio.Common;
using Temporalio.Worker;

namespace SharedImages.Workflows.Tests;

/// <summary>
/// Histories of released versions, one folder each, recorded by the flow tests on a real server. They are never edited: a workflow that
/// no longer replays one would break the runs of that version's users.
/// </summary>
public sealed class HistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");

    public static TheoryData<string> Stored() =>
        [.. Directory.EnumerateFiles(Folder, "*.json.gz", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stored))]
    public async Task StoredHistory_Replays(string file)
    {
        await using var packed = File.OpenRead(Path.Combine(Folder, file));
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        // The rules about workflow ids hold for the id that the run had.
        var json = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var history = WorkflowHistory.FromJson(WorkflowIdOf(json), json);
        var options = new WorkflowReplayerOptions { DataConverter = ContractJson.DataConverter };
        foreach (var workflow in OperationKinds.Workflows)
        {
            options.AddWorkflow(workflow);
        }

        var result = await new WorkflowReplayer(options).ReplayWorkflowAsync(history, throwOnReplayFailure: false);

        result.ReplayFailure.ShouldBeNull();
    }

    private static string WorkflowIdOf(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty("events")[0].GetProperty("workflowExecutionStartedEventAttributes").GetProperty("workflowId").GetString()!;
    }
}
