using System.IO.Compression;
using Temporalio.Api.History.V1;
using Temporalio.Common;

namespace SharedImages.Cli.Tests;

/// <summary>What <c>history</c> says of runs that were recorded on a real server, whole. A wanted change is accepted by copying the file that the failure names.</summary>
public sealed class GoldenHistoryTests
{
    private static readonly string Recorded = Path.Combine(Checkout.Root, "tests", "SharedImages.Workflows.Tests", "Histories", "0.1");

    [Theory]
    [InlineData("CopyTestTests.AFailedTest_ParksWithItsOutput_TheOthersAreShared_AndACopyMadeAnewPasses", "PromoteImage")]
    [InlineData("DecisionTests.WrongSecret_TheFirstStepParksAndGoesOnAfterResolve", "PromoteImage")]
    [InlineData("DecisionTests.SkipWithOnFailureUndo_LeavesTheOthersAndCompletes", "PromoteImage")]
    [InlineData("CopyTestTests.CancelInTheMiddleOfATest_LeavesNothing", "PromoteImage")]
    [InlineData("CopyTestTests.TerminatedRegion_ItsTestInstanceIsRemovedByUndo", "PromoteImage")]
    [InlineData("LaunchTests.AFailingTest_ParksWithCommandExitCodeAndOutput_AndIsTestedAgain", "LaunchInstances")]
    [InlineData("SharingTests.AMissingRole_ParksItsImageAlone_AndARetryGoesOn", "ShareImages")]
    [InlineData("ChannelTests.ARightThatIsMissing_ParksItsRegion_AndARetryGoesOn.TagResources", "SetChannel.2")]
    [InlineData("RefreshTests.AMissingRight_Parks_AndARetryGoesOn", "RefreshImages")]
    [InlineData("RecallTests.AVersion_AndAllThatCameOfIt_GoesOutOfUse", "RecallImages")]
    [InlineData("ReplacementRecoveryTests.OneThatCannotBeSeenAfterAFailure_ParksUntilSomebodyHasHelped", "ReplaceSystemDisks")]
    public async Task ARun_IsToldInAnOperatorsWords(string scenario, string run)
    {
        var own = await ReadAsync($"{scenario}.{run}.json.gz");
        var started = own[0].WorkflowExecutionStartedEventAttributes;
        var books = new List<HistoryBook> { Book(own, isPart: false) };
        foreach (var part in Directory.EnumerateFiles(Recorded, $"{scenario}.*").Select(Path.GetFileName).Order(StringComparer.Ordinal))
        {
            var events = await ReadAsync(part!);
            if (IsPart(events[0].WorkflowExecutionStartedEventAttributes, books))
            {
                books.Add(Book(events, isPart: true));
            }
        }

        var facts = new RunFacts(started.WorkflowId, started.FirstExecutionRunId, null, own[0].EventTime.ToDateTimeOffset(), own[^1].EventTime.ToDateTimeOffset());
        await Golden.ShouldBeAsync(string.Join('\n', OperationHistory.Of(facts, books, notRead: 0).Lines().AsPrinted()) + "\n", $"Histories/Golden/{scenario}.txt");
    }

    // What began it tells of it; the windows of a replacement begin its instances.
    private static bool IsPart(WorkflowExecutionStartedEventAttributes started, List<HistoryBook> books) =>
        started.ParentWorkflowExecution is not null && (books.SelectMany(book => book.Parts).Any(part => part.RunId == started.OriginalExecutionRunId) || started.WorkflowType.Name == "ReplaceSystemDisk");

    private static HistoryBook Book(IEnumerable<HistoryEvent> events, bool isPart)
    {
        var book = new HistoryBook(isPart, most: 1000);
        foreach (var e in events)
        {
            book.Add(e);
        }

        return book;
    }

    private static async Task<IReadOnlyList<HistoryEvent>> ReadAsync(string file)
    {
        await using var packed = File.OpenRead(Path.Combine(Recorded, file));
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return [.. WorkflowHistory.FromJson("any", await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Events];
    }
}
