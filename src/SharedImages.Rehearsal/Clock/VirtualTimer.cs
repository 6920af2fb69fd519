using System.Text;
using Temporalio.Activities;

namespace SharedImages.Rehearsal;

/// <summary>
/// A timer of a <see cref="VirtualTimeProvider"/>. One that fires once is somebody who waits for time, as <c>Task.Delay</c> is; a periodic one
/// ticks along when time passes, once a jump however long. Callbacks run on the thread pool, as those of a system timer do.
/// </summary>
/// <param name="kernel">Whose time.</param>
/// <param name="callback">Runs when it fires.</param>
/// <param name="isTimeout">Whether it only bounds something else that is waited for.</param>
internal sealed class VirtualTimer(Kernel kernel, Action callback, bool isTimeout) : ITimer
{
    private Due? once;
    private Action? endWait;
    private DateTimeOffset nextTick;
    private TimeSpan period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        kernel.Do(() =>
        {
            Stop();
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Start(dueTime, period);
            }
        });
        return true;
    }

    /// <summary>Time has passed.</summary>
    public void Tick(DateTimeOffset now)
    {
        if (now >= nextTick)
        {
            nextTick = now + period;
            Fire();
        }
    }

    public void Dispose() => kernel.Do(Stop);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Start(TimeSpan dueTime, TimeSpan every)
    {
        if (every > TimeSpan.Zero)
        {
            period = every;
            nextTick = kernel.Clock.Now + dueTime;
            kernel.Clock.Add(this);
            return;
        }

        endWait = BeginWait();
        once = kernel.Clock.After(dueTime, () =>
        {
            Stop();
            Fire();
        });
    }

    private Action? BeginWait()
    {
        if (!ActivityExecutionContext.HasCurrent)
        {
            kernel.Clock.Waits++;
            return () => kernel.Clock.Waits--;
        }

        if (isTimeout)
        {
            return null;
        }

        var token = Encoding.UTF8.GetString(ActivityExecutionContext.Current.Info.TaskToken);
        kernel.Queues.BeginWait(token);
        return () => kernel.Queues.EndWait(token);
    }

    private void Stop()
    {
        kernel.Clock.Remove(this);
        if (once is not null)
        {
            once.CallOff();
            once = null;
            endWait?.Invoke();
        }
    }

    private void Fire() => ThreadPool.UnsafeQueueUserWorkItem(_ => callback(), null);
}
