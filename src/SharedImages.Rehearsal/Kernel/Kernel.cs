using System.Diagnostics.CodeAnalysis;

namespace SharedImages.Rehearsal;

/// <summary>
/// All state of the rehearsal, behind one lock. What happens is synchronous code under it; who has to wait does so outside, on a task that
/// the kernel completes. After each transition ready tasks go to pollers, and time passes if it may.
/// </summary>
internal sealed class Kernel : IDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<Run> changed = [];
    private readonly List<Run> lookedAt = [];
    private readonly Queue<Action> next = new();
    private readonly Pace? pace;
    private readonly Timer lookAgain;

    public Kernel(RehearsalOptions options)
    {
        Options = options;
        Ids = new(options.Seed);
        Clock = new(options.StartTime ?? (options.Seed is null ? TimeProvider.System.GetUtcNow() : RehearsalOptions.SeededStart));
        Attributes = new(options.SearchAttributes);
        Runs = new(this);
        Schedules = new();
        Queues = new(this);
        lookAgain = new(_ => Do(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        pace = options.Pace is { } factor ? new(this, factor) : null;
    }

    public RehearsalOptions Options { get; }

    public Ids Ids { get; }

    public VirtualClock Clock { get; }

    public AttributeRegistry Attributes { get; }

    public RunTable Runs { get; }

    public ScheduleTable Schedules { get; }

    public TaskQueues Queues { get; }

    public ActionCounts Actions { get; } = new();

    public void Do(Action transition) => Do(() =>
    {
        transition();
        return true;
    });

    public T Do<T>(Func<T> transition)
    {
        lock (gate)
        {
            var answer = transition();
            Settle();
            return answer;
        }
    }

    public void Dispose()
    {
        pace?.Dispose();
        lookAgain.Dispose();
    }

    /// <summary>Happens after the present transition, in the same turn: what one run does to another.</summary>
    public void Then(Action action) => next.Enqueue(action);

    /// <summary>Somebody may wait for what this run has become.</summary>
    public void Changed(Run run) => changed.Add(run);

    /// <summary>Waits until <paramref name="ready"/> gives an answer; asked after each change of the run.</summary>
    /// <param name="run">The run to watch.</param>
    /// <param name="ready">The answer; null = not yet. Runs under the lock.</param>
    /// <param name="late">The answer when the wait has lasted too long, as a long poll is answered.</param>
    /// <param name="patience">Wall time.</param>
    /// <param name="passesTime">Whether virtual time may pass meanwhile; if not, it does only until a dead worker's task is another one's.</param>
    /// <param name="cancellation">The caller is gone.</param>
    public async Task<T> WaitAsync<T>(Run run, Func<T?> ready, Func<T> late, TimeSpan patience, bool passesTime, CancellationToken cancellation)
        where T : class
    {
        var wait = new Wait<T>(ready, passesTime);
        Do(() =>
        {
            if (!wait.Check())
            {
                Begin(run, wait);
            }
        });
        try
        {
            return await wait.Answer.WaitAsync(patience, cancellation);
        }
        catch (TimeoutException)
        {
            return late();
        }
        finally
        {
            Do(() => End(run, wait));
        }
    }

    /// <summary>Whether somebody waits for time to pass, and may.</summary>
    private bool IsTimeWanted => Clock.Delays > 0 || (Clock.Locks == 0 && (Clock.Waits > 0 || Queues.IsStopHeldUp || lookedAt.Exists(run => run.Task.IsOrphan)));

    /// <summary>Lets virtual time pass until the delay is over, and all that was due by then has settled.</summary>
    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Due? due = null;
        Do(() =>
        {
            Clock.Delays++;
            due = Clock.AfterAllOf(Clock.Now + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay), () =>
            {
                // Here, and not when the caller goes on: by then time would have passed it.
                Clock.Delays--;
                over.TrySetResult();
            });
        });
        try
        {
            await over.Task.WaitAsync(cancellation);
        }
        finally
        {
            Do(() =>
            {
                if (!due!.IsOff)
                {
                    due.CallOff();
                    Clock.Delays--;
                }
            });
        }
    }

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One loop, read as one.")]
    private void Settle()
    {
        while (true)
        {
            while (next.TryDequeue(out var action))
            {
                action();
            }

            Queues.HandOut();
            Queues.GiveBackQueries();
            Answer();
            if (next.Count > 0)
            {
                continue;
            }

            if (!IsTimeWanted || Clock.Next is not { } moment)
            {
                pace?.Rest();
                return;
            }

            if (Queues.IsBusy && !(Queues.Overdue >= moment))
            {
                pace?.Rest();
                LookAgain(Queues.Patience);
                return;
            }

            if (Queues.ExpectsWorker)
            {
                LookAgain(TaskQueues.StartOfWorker);
                return;
            }

            if (pace is not null && moment > Clock.Now && !pace.IsOver(moment))
            {
                return;
            }

            Queues.TimePasses(moment > Clock.Now);
            Clock.Jump();
        }
    }

    private void Begin(Run run, Wait wait)
    {
        run.Waits.Add(wait);
        if (wait.PassesTime)
        {
            Clock.Waits++;
        }
        else
        {
            lookedAt.Add(run);
        }
    }

    private void End(Run run, Wait wait)
    {
        if (!run.Waits.Remove(wait))
        {
            return;
        }

        if (wait.PassesTime)
        {
            Clock.Waits--;
        }
        else
        {
            lookedAt.Remove(run);
        }
    }

    private void LookAgain(TimeSpan? delay)
    {
        if (delay is { } wait)
        {
            lookAgain.Change(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Answer()
    {
        foreach (var run in changed)
        {
            foreach (var wait in run.Waits.Where(wait => wait.Check()).ToList())
            {
                End(run, wait);
            }
        }

        changed.Clear();
    }
}
