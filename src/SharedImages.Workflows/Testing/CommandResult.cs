namespace SharedImages.Workflows;

/// <summary>What came of a command on one instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Run">The command.</param>
/// <param name="Passed">Whether exit code and output are as they must be.</param>
/// <param name="ExitCode">Its exit code; null when it did not end by itself.</param>
/// <param name="Output">What it wrote, at most 4 KB, the end of it when there was more.</param>
/// <param name="ErrorCode">ECS's code when it could not run or was ended, such as <c>ExecutionTimeout</c>; null when it ran.</param>
public sealed record CommandResult(string InstanceId, string Run, bool Passed, int? ExitCode, string Output, string? ErrorCode = null);
