using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace SharedImages.Rehearsal;

/// <summary>Timers.</summary>
internal static class TimerCommands
{
    public static void Start(CommandTurn turn, Command command)
    {
        var (run, attributes) = (turn.Run, command.StartTimerCommandAttributes);
        turn.Kernel.Actions.Timers++;
        var started = turn.History.Append(EventType.TimerStarted, e =>
        {
            e.UserMetadata = command.UserMetadata;
            e.TimerStartedEventAttributes = new()
            {
                TimerId = attributes.TimerId,
                StartToFireTimeout = attributes.StartToFireTimeout,
                WorkflowTaskCompletedEventId = turn.CompletedId,
            };
        });
        run.Timers[attributes.TimerId] = new(started.EventId, turn.Kernel.Clock.After(attributes.StartToFireTimeout.ToTimeSpan(), () => Fire(run, attributes.TimerId, started.EventId)));
    }

    public static void Cancel(CommandTurn turn, Command command)
    {
        var id = command.CancelTimerCommandAttributes.TimerId;
        var run = turn.Run;
        if (run.Timers.Remove(id, out var timer))
        {
            timer.Due.CallOff();
            run.TakeBack(Key(id));
        }

        turn.History.Append(EventType.TimerCanceled, e => e.TimerCanceledEventAttributes = new()
        {
            TimerId = id,
            StartedEventId = timer?.StartedId ?? 0,
            WorkflowTaskCompletedEventId = turn.CompletedId,
            Identity = "",
        });
    }

    // It stays pending until the event is written: canceled before that, it has not fired.
    private static void Fire(Run run, string id, long startedId) => run.Receive(
        EventType.TimerFired,
        e =>
        {
            run.Timers.Remove(id);
            e.TimerFiredEventAttributes = new() { TimerId = id, StartedEventId = startedId };
        },
        key: Key(id));

    private static string Key(string id) => "timer " + id;
}
