namespace SharedImages.Ecs;

/// <summary>What a program left.</summary>
/// <param name="ExitCode">0 = it is content.</param>
/// <param name="Output">All of its stdout.</param>
/// <param name="Errors">The beginning of its stderr.</param>
internal sealed record ProcessResult(int ExitCode, byte[] Output, byte[] Errors);
