using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;

namespace SharedImages.Flows.Tests;

/// <summary>
/// Replays what a flow test has run, the operation and its children, and compares its events with those that the real server gave for the same
/// test. With <c>SHAREDIMAGES_RECORD</c> set to a folder it stores the histories there instead, as golden ones, one set per test.
/// </summary>
internal static partial class Histories
{
    /// <summary>Whether histories are recorded, to be compared with from then on.</summary>
    public static bool IsRecording => Folder is { Length: > 0 };

    private static string? Folder => Environment.GetEnvironmentVariable("SHAREDIMAGES_RECORD");

    private static readonly ConcurrentDictionary<string, int> Seen = new(StringComparer.Ordinal);

    public static async Task ReplayAsync(WorkflowHandle operation)
    {
        var history = await operation.FetchHistoryAsync();
        await ReplayOneAsync(history, TypeOf(history));
        foreach (var started in history.Events.Where(e => e.EventType == EventType.ChildWorkflowExecutionStarted))
        {
            var child = started.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution;
            var id = child.WorkflowId;
            var part = await operation.Client.GetWorkflowHandle(id, child.RunId).FetchHistoryAsync();
            await ReplayOneAsync(part, IsOperation(part) ? TypeOf(part) : $"{TypeOf(part)}-{id[(id.LastIndexOf('/') + 1)..]}");
        }
    }

    /// <summary>
    /// The same for runs whose parts are begun in an order of their own each time: their events are not compared, only replayed and, when asked to,
    /// stored.
    /// </summary>
    public static async Task ReplayUncomparedAsync(WorkflowHandle handle)
    {
        var history = await handle.FetchHistoryAsync();
        await ReplayAsync(history);
        await StoreAsync(history, FileOf(TypeOf(history)));
        foreach (var started in history.Events.Where(e => e.EventType == EventType.ChildWorkflowExecutionStarted))
        {
            var child = started.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution;
            await ReplayUncomparedAsync(handle.Client.GetWorkflowHandle(child.WorkflowId, child.RunId));
        }
    }

    private static string TypeOf(Temporalio.Common.WorkflowHistory history) => history.Events.First().WorkflowExecutionStartedEventAttributes.WorkflowType.Name;

    private static bool IsOperation(Temporalio.Common.WorkflowHistory history) => OperationKinds.All.Any(kind => kind.WorkflowType == TypeOf(history));

    private static async Task ReplayOneAsync(Temporalio.Common.WorkflowHistory history, string name)
    {
        await ReplayAsync(history);
        var file = FileOf(name);
        if (!await StoreAsync(history, file))
        {
            EventSequences.Differences(history.Events, (await GoldenAsync(file)).Events).ShouldBeEmpty($"the events are not those of the real server in {file}.gz");
        }
    }

    private static async Task ReplayAsync(Temporalio.Common.WorkflowHistory history)
    {
        var options = new WorkflowReplayerOptions { DataConverter = ContractJson.DataConverter };
        foreach (var workflow in OperationKinds.Workflows)
        {
            options.AddWorkflow(workflow);
        }

        var result = await new WorkflowReplayer(options).ReplayWorkflowAsync(history, throwOnReplayFailure: false);
        result.ReplayFailure.ShouldBeNull();
    }

    private static string FileOf(string name) => $"{Numbered($"{Case()}.{name}")}.json";

    // False = not asked to.
    private static async Task<bool> StoreAsync(Temporalio.Common.WorkflowHistory history, string file)
    {
        if (Folder is not { Length: > 0 } folder)
        {
            return false;
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, file), history.ToJson());
        return true;
    }

    private static async Task<Temporalio.Common.WorkflowHistory> GoldenAsync(string file)
    {
        await using var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Histories", file + ".gz"));
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return Temporalio.Common.WorkflowHistory.FromJson("golden", await reader.ReadToEndAsync());
    }

    /// <summary>A test may run several promotions, one after the other.</summary>
    private static string Numbered(string name)
    {
        var number = Seen.AddOrUpdate(name, 1, (_, last) => last + 1);
        return number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");
    }

    /// <summary>The test, and of a theory its first argument: what is stored under one name must be one scenario.</summary>
    private static string Case()
    {
        var test = TestContext.Current.Test!;
        var arguments = ((Xunit.v3.IXunitTest)test).TestMethodArguments;
        var name = $"{test.TestCase.TestClassSimpleName}.{test.TestCase.TestMethodName}";
        return arguments.Length == 0 ? name : $"{name}.{NotInFileNames.Replace($"{arguments[0]}", "-")}";
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInFileNames { get; }
}
