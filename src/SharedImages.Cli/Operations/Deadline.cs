using System.CommandLine;

namespace SharedImages.Cli;

/// <summary>How long a command waits at most for a run. The run knows nothing of it, and goes on.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken interrupted;

    /// <param name="timeout">Null = for ever.</param>
    /// <param name="time">The clock.</param>
    /// <param name="interrupted">Ends the wait earlier.</param>
    public Deadline(TimeSpan? timeout, TimeProvider time, CancellationToken interrupted)
    {
        this.interrupted = interrupted;
        timer = new(timeout ?? Timeout.InfiniteTimeSpan, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, interrupted);
    }

    /// <summary>Ends the wait: the time is over, or somebody interrupts it.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Why the wait has ended, as a sentence.</summary>
    public string Said => interrupted.IsCancellationRequested ? "Detached." : "The time of --timeout is over.";

    /// <summary>The code for it.</summary>
    public int ExitCode => interrupted.IsCancellationRequested ? Cli.ExitCode.Interrupted : Cli.ExitCode.TimedOut;

    public static Option<TimeSpan?> CreateOption() => new Option<TimeSpan?>("--timeout")
    {
        Description = $"Wait no longer than this, such as 90s or 2h, and exit with {Cli.ExitCode.TimedOut}; the run goes on (default: wait until it ends).",
        HelpName = "time",
    }.Of(InputForms.Timeout.As<TimeSpan?>(time => time));

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
