using System.CommandLine;
using System.Text.RegularExpressions;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The id of a promotion as people give it: <c>promote/NAME/VERSION</c> or <c>NAME/VERSION</c>.</summary>
internal static partial class PromotionId
{
    /// <summary>Reads a workflow id.</summary>
    public static InputForm<string> Form { get; } = new("promote/NAME/VERSION or NAME/VERSION, such as web-base/2026.11.24", text =>
        Pattern.Match(text) is { Success: true } match ? (ContractNames.WorkflowId(match.Groups["name"].Value, match.Groups["version"].Value), null) : (null, ""));

    public static Argument<string> CreateArgument() => new Argument<string>("ID") { Description = "promote/NAME/VERSION or NAME/VERSION." }.Of(Form);

    [GeneratedRegex(@"\A(" + ContractNames.PromotionPrefix + @"/)?(?<name>[A-Za-z0-9._-]+)/(?<version>[A-Za-z0-9._-]+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
