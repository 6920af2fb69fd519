using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>A history reads the same however much of it is packed.</summary>
public sealed class RunHistoryTests
{
    private readonly RunHistory history = new(new(DateTimeOffset.UnixEpoch));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(600)]
    public void All_AreThereInOrder(int count)
    {
        Write(count);

        Names(0, count).ShouldBe(Expected(1, count));
        history.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, 2)]
    [InlineData(16, 16)]
    [InlineData(40, 300)]
    [InlineData(599, 1)]
    public void Page_IsThatPart(int seen, int count)
    {
        Write(600);
        Names(seen, count).ShouldBe(Expected(seen + 1, count));

        history.Seal();

        Names(seen, count).ShouldBe(Expected(seen + 1, count));
    }

    [Fact]
    public void After_IsTheRest()
    {
        Write(50);

        history.After(47).Select(e => e.EventId).ShouldBe([48, 49, 50]);
        history.After(50).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(50)]
    public void ById_IsThatEvent(long id)
    {
        Write(50);

        history[id].TimerStartedEventAttributes.TimerId.ShouldBe($"timer {id}");
    }

    [Fact]
    public void Seal_ChangesNoNumber_AndMayBeWrittenBeyond()
    {
        Write(50);
        var size = history.SizeBytes;

        history.Seal();
        history.SizeBytes.ShouldBe(size);
        Write(20);

        Names(0, 70).ShouldBe(Expected(1, 70));
    }

    private static IEnumerable<string> Expected(int first, int count) => Enumerable.Range(first, count).Select(id => $"timer {id}");

    private IEnumerable<string> Names(int seen, int count) => history.Page(seen, count).Select(e => e.TimerStartedEventAttributes.TimerId);

    private void Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = history.NextId;
            history.Append(EventType.TimerStarted, e => e.TimerStartedEventAttributes = new() { TimerId = $"timer {id}" });
        }
    }
}
