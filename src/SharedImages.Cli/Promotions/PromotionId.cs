using System.Text.RegularExpressions;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The id of a promotion as people give it: <c>promote/NAME/VERSION</c> or <c>NAME/VERSION</c>.</summary>
internal static partial class PromotionId
{
    /// <exception cref="CommandException">It is neither.</exception>
    public static string Parse(string text) =>
        Form.Match(text) is { Success: true } match
            ? ContractNames.WorkflowId(match.Groups["name"].Value, match.Groups["version"].Value)
            : throw new CommandException(ExitCode.InvalidInput, $"'{Printable.Of(text)}' is not the id of a promotion; give promote/NAME/VERSION or NAME/VERSION, such as web-base/2026.11.24");

    [GeneratedRegex(@"\A(promote/)?(?<name>[A-Za-z0-9._-]+)/(?<version>[A-Za-z0-9._-]+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form { get; }
}
