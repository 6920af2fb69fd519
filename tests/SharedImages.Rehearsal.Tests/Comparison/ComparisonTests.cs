using System.Reflection;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace SharedImages.Rehearsal.Tests;

/// <summary>The yardstick itself: it sees what differs, and nothing else.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void Differences_StandBelowTheirHeadings() => Differences.Between(
        ["run", "  workflow", "    Started", "      attempt: 1", "  timer 1", "    TimerStarted"],
        ["run", "  workflow", "    Started", "      attempt: 2", "  timer 1", "    TimerStarted", "    TimerFired"])
        .ShouldBe([
            "  run",
            "    workflow",
            "      Started",
            "-       attempt: 1",
            "+       attempt: 2",
            "    timer 1",
            "+     TimerFired"]);

    [Fact]
    public void Differences_OfEqualTexts_AreNone() => Differences.Between(["a", "b"], ["a", "b"]).ShouldBeEmpty();

    [Fact]
    public void History_OrderBetweenActivitiesDoesNotCount_OrderWithinOneDoes()
    {
        var names = new Names("queue");
        var one = Activity(5, "1");
        var two = Activity(8, "2");

        var text = HistoryText.Of([.. one, .. two], names).ToList();

        HistoryText.Of([.. two, .. one], names).ShouldBe(text);
        HistoryText.Of([one[0], two[0], two[1], one[1]], names).ShouldBe(text);
        HistoryText.Of([.. one, two[0]], names).ShouldNotBe(text);
    }

    [Fact]
    public void History_WorkflowTasksAndWhatNamesAProcessAreLeftOut()
    {
        var scheduled = new HistoryEvent { EventId = 2, EventType = EventType.WorkflowTaskScheduled, WorkflowTaskScheduledEventAttributes = new() };
        var signaled = new HistoryEvent
        {
            EventId = 3,
            EventType = EventType.WorkflowExecutionSignaled,
            WorkflowExecutionSignaledEventAttributes = new() { SignalName = "Go", Identity = "1@machine" },
        };

        HistoryText.Of([scheduled, signaled], new("queue")).ShouldBe(["  signal Go", "    WorkflowExecutionSignaled", "      signalName: Go"]);
    }

    [Fact]
    public void Names_AreGivenInTheOrderOfLearning()
    {
        var names = new Names("queue");
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        names.Learn("queue/one", first).ShouldBeTrue();
        names.Learn("queue/one", second).ShouldBeTrue();
        names.Learn("queue/one", first).ShouldBeFalse();

        names.Of($"queue/one on queue: {first}, {second}, {Guid.NewGuid()}").ShouldBe("one on <queue>: run 1 of one, run 2 of one, <id>");
    }

    [Fact]
    public void Names_CountTheTimesOfSchedules()
    {
        var names = new Names("queue");

        names.Of("one-2026-11-24T02:00:00Z, two-2026-11-24T02:00:00Z").ShouldBe("one-<time 1>, two-<time 1>");
        names.Of("one-2026-12-01T02:00:00Z").ShouldBe("one-<time 2>");
    }

    [Fact]
    public void EveryRecording_IsThatOfATest()
    {
        var tests = typeof(BehaviourTests).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(BehaviourTests)))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => $"{type.Name}.{method.Name}"))
            .ToList();

        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recorded")).Select(file => Path.GetFileNameWithoutExtension(file)).ShouldBe(tests, ignoreOrder: true);
    }

    private static HistoryEvent[] Activity(long eventId, string id) =>
    [
        new() { EventId = eventId, EventType = EventType.ActivityTaskScheduled, ActivityTaskScheduledEventAttributes = new() { ActivityId = id, ActivityType = new() { Name = "Step" } } },
        new() { EventId = eventId + 1, EventType = EventType.ActivityTaskStarted, ActivityTaskStartedEventAttributes = new() { ScheduledEventId = eventId, Attempt = 1 } },
    ];
}
