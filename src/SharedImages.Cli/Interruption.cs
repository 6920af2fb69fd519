using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Turns Ctrl-C into a canceled token, so that a command can say how to come back. A second Ctrl-C ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public Interruption() => Console.CancelKeyPress += OnCtrlC;

    public CancellationToken Token => source.Token;

    /// <summary>Whether an exception is what an interruption came to: calls that are under way end in several ways.</summary>
    public static bool Caused(Exception e, CancellationToken interrupted) =>
        interrupted.IsCancellationRequested && e is OperationCanceledException or RpcException or RpcTimeoutOrCanceledException;

    /// <summary>The exit code of a command that leaves nothing behind when it is interrupted.</summary>
    public async Task<int> EndsAsync(Task<int> command)
    {
        try
        {
            return await command;
        }
        catch (Exception e) when (Caused(e, Token))
        {
            return ExitCode.Interrupted;
        }
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCtrlC;
        source.Dispose();
    }

    private void OnCtrlC(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
