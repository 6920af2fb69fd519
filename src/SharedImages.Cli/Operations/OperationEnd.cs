using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">What the program ends with.</param>
/// <param name="Result">Null when it ended without one: terminated, timed out, or failed outside of its own code.</param>
/// <param name="Message">What to say when there is no result.</param>
internal sealed record OperationEnd(int ExitCode, OperationResult? Result, string Message)
{
    public static OperationEnd Of(OperationResult result) => new(ExitCodeOf(result.Outcome), result, result.Summary);

    public static int ExitCodeOf(OperationOutcome outcome) => outcome switch
    {
        OperationOutcome.Completed => Cli.ExitCode.Done,
        OperationOutcome.Canceled => Cli.ExitCode.Canceled,
        _ => Cli.ExitCode.Failed,
    };
}
