using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>One command of a test. It runs as root, and it is plain text in the history: no place for secrets.</summary>
/// <param name="Run">The command, one line. Required.</param>
/// <param name="Output">Text that its output must contain; null = any output.</param>
/// <param name="ExitCode">The code that it must end with. Default 0.</param>
/// <param name="Timeout">After which it is ended. Default 60 s.</param>
public sealed record TestCommand(string Run, string? Output, int ExitCode, [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan Timeout);
