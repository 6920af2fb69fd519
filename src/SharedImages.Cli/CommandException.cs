namespace SharedImages.Cli;

/// <summary>Ends a command with a message for people and an exit code (<see cref="ExitCode"/>).</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
