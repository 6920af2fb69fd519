using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>When a smoke test has passed, and what is said when it has not. Pure.</summary>
public static class TestRules
{
    // Of one output.
    private const int MaxOutput = 4096;

    // Of all outputs of one command together: they are one event of the history.
    private const int MaxOutputs = 64 * 1024;

    private const int MaxShown = 500;

    // The agent was not there, or not awake: that passes soon after a start (facts §2.18).
    private static readonly string[] Passing = ["ClientNotRunning", "ClientNotResponse", "ClientIsUpgrading", "DeliveryTimeout"];

    /// <summary>Whether a command must be begun anew, because the agent did not take it.</summary>
    public static bool IsUndelivered(CommandResult result) => result.ErrorCode is { } code && Passing.Contains(code, StringComparer.Ordinal);

    /// <summary>What came of a command on one instance.</summary>
    /// <param name="command">The command.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="exitCode">Its exit code; null when it did not end by itself.</param>
    /// <param name="output">All that it wrote.</param>
    /// <param name="errorCode">ECS's code; null or empty when there is none.</param>
    /// <param name="instances">On how many it ran.</param>
    public static CommandResult Judge(TestCommand command, string instanceId, int? exitCode, string output, string? errorCode, int instances)
    {
        var passed = exitCode == command.ExitCode && (command.Output is null || output.Contains(command.Output, StringComparison.Ordinal));
        return new(instanceId, command.Run, passed, exitCode, Kept(output, passed ? Math.Min(MaxOutput, MaxOutputs / instances) : MaxOutput), exitCode is null ? errorCode : null);
    }

    /// <summary>Why a test has failed, for an operator: the command, how it ended, what it wrote.</summary>
    public static StepError Failed(string region, TestCommand command, IReadOnlyList<CommandResult> failed) => new(
        StepErrorKind.TestFailed,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{region}: \"{command.Run}\" {How(command, failed[0])} on {failed[0].InstanceId}{(failed.Count == 1 ? "" : $" and {failed.Count - 1} more")}; it wrote: {Shown(failed[0].Output)}"),
        "see what is wrong with the image or the command; retry tests the same instances again");

    private static string How(TestCommand command, CommandResult result) => result switch
    {
        { ExitCode: null, ErrorCode: "ExecutionTimeout" } => $"was ended after {SpecDurations.Text(command.Timeout)}",
        { ExitCode: null } => $"could not run ({result.ErrorCode})",
        { ExitCode: { } code } when code != command.ExitCode => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code} instead of {command.ExitCode}"),
        _ => $"did not write \"{command.Output}\"",
    };

    private static string Kept(string output, int most) => output.Length <= most ? output : "…" + output[^(most - 1)..];

    private static string Shown(string output)
    {
        var text = string.Concat(output.Trim().Select(c => c is '\n' ? '⏎' : ControlCharacters.Is(c) ? '?' : c));
        return text.Length == 0 ? "nothing" : text.Length <= MaxShown ? text : "…" + text[^MaxShown..];
    }
}
