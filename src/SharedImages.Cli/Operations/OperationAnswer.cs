using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What came of asking a promotion what it does: one of the three.</summary>
/// <param name="Progress">Its own account.</param>
/// <param name="Notice">Why nobody answers.</param>
/// <param name="Failing">Why the worker that was asked cannot.</param>
internal sealed record OperationAnswer(OperationProgress? Progress = null, string? Notice = null, FailingTask? Failing = null);
