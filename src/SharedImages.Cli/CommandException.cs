namespace SharedImages.Cli;

/// <summary>Ends a command with a message for people and an exit code (<see cref="ExitCode"/>).</summary>
internal sealed class CommandException(int exitCode, params IReadOnlyList<string> lines) : Exception(string.Join('\n', lines))
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The message, a line each: what comes from elsewhere cannot add one.</summary>
    public IReadOnlyList<string> Lines { get; } = lines;
}
