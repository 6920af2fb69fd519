using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Cli.Tests;

/// <summary>Histories are long, and anybody can put anything into them.</summary>
public sealed class HistoryBookTests
{
    private const int Most = 100;

    [Fact]
    public void OfALongHistory_TheFirstAndTheNewestAreKept_AndTheOthersCounted()
    {
        var book = new HistoryBook(isPart: false, Most);

        for (var i = 0; i < 50_000; i++)
        {
            book.Add(Cancel(i));
        }

        book.Entries.Count().ShouldBe(Most);
        book.LeftOut.ShouldBe(50_000 - Most);
        book.Entries.First().By.ShouldBe("operator 0");
        book.Entries.Last().By.ShouldBe("operator 49999");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"parked\":[7,null,{}]}")]
    [InlineData("{\"item\":7,\"state\":\"parked\"}")]
    [InlineData("{\"item\":\"cn-shanghai\",\"state\":\"lost\"}")]
    public void ASignalThatCannotBeRead_SaysNothing(string data)
    {
        foreach (var name in (string[])["RegionChanged", "WindowChanged", "Resolve", "whatever"])
        {
            new HistoryReader(isPart: false).Read(Signal(name, data)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void ALongText_IsCut() =>
        new HistoryReader(isPart: false).Read(new() { EventTime = Time(0), WorkflowExecutionFailedEventAttributes = new() { Failure = new() { Message = new string('x', 100_000) } } })
            .ShouldHaveSingleItem().Text.Length.ShouldBe(600);

    [Fact]
    public void ADecisionBySignal_IsToldLikeOneByUpdate() =>
        new HistoryReader(isPart: false).Read(Signal("Resolve", """{"item":"cn-shanghai","step":"copy","action":"retry"}"""))
            .ShouldHaveSingleItem().ShouldBe(new(Views.Now, HistoryEntryKind.Decided, "alice@laptop decided on cn-shanghai, parked at copy: retry (by signal)") { By = "alice@laptop", Item = "cn-shanghai" });

    private static HistoryEvent Cancel(int number) => new() { EventId = number + 1, EventTime = Time(number), WorkflowExecutionCancelRequestedEventAttributes = new() { Identity = $"operator {number}", Cause = "" } };

    private static HistoryEvent Signal(string name, string data) => new()
    {
        EventTime = Time(0),
        WorkflowExecutionSignaledEventAttributes = new() { SignalName = name, Identity = "alice@laptop", Input = new() { Payloads_ = { new Payload { Data = ByteString.CopyFromUtf8(data) } } } },
    };

    private static Timestamp Time(int seconds) => Timestamp.FromDateTimeOffset(Views.Now.AddSeconds(seconds));
}
