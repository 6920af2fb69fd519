using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Why an operation was not begun, for people. Pure.</summary>
internal static class RefusalText
{
    /// <summary>Null when it was begun.</summary>
    public static IEnumerable<string>? Lines(OperationResult result) =>
        result.Errors.Count > 0 ? result.Errors.Select(error => error.ToString()).Prepend("The spec is not valid:")
        : result.Refusals.Count > 0 ? result.Refusals.Select(refusal => $"  {refusal.Rule}: {refusal.Message}").Prepend($"{ContractNames.Title(result.Name, result.Version)} was refused before any write:")
        : null;
}
