using System.IO.Compression;
using Temporalio.Api.History.V1;
using Temporalio.Common;

namespace SharedImages.Cli.Tests;

/// <summary>Histories as a real server has recorded them.</summary>
internal static class RecordedRuns
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "SharedImages.Workflows.Tests", "Histories", "0.1");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)[..^".json.gz".Length]).Order(StringComparer.Ordinal);

    public static async Task<IReadOnlyList<HistoryEvent>> ReadAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, name + ".json.gz"));
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        return [.. WorkflowHistory.FromJson(name, await reader.ReadToEndAsync()).Events];
    }

    /// <summary>What the histories of one operation come to.</summary>
    /// <param name="ownItem">The item that stands for the operation.</param>
    /// <param name="names">Its own history, then those of its parts.</param>
    public static async Task<ReportBoard> BoardAsync(string ownItem, params string[] names)
    {
        var board = new ReportBoard();
        foreach (var name in names)
        {
            Read(board, ownItem, await ReadAsync(name));
        }

        return board;
    }

    public static void Read(ReportBoard board, string ownItem, IReadOnlyList<HistoryEvent> events)
    {
        var reader = new ReportReader(board, events[0].WorkflowExecutionStartedEventAttributes.WorkflowId, ownItem);
        foreach (var e in events)
        {
            reader.Read(e);
        }

        reader.Finish();
    }
}
