using System.CommandLine;
using System.Text.RegularExpressions;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>An operation as people name it: by its id, of a promotion also without its first part, or by the file of its spec.</summary>
internal static partial class OperationId
{
    /// <summary>How an id looks.</summary>
    public static string Wanted { get; } =
        $"an id such as {string.Join(" or ", KindPrograms.All.Select(program => program.IdForm))} (NAME/VERSION alone is a promotion's), or the file of its spec";

    /// <summary>What can be an id or a file. Which of them, and whether the file is a spec, shows when it is read.</summary>
    public static InputForm<string> Form { get; } = new(Wanted, text => Read(text) is not null || InputForms.SpecFile.Read(text).Problem is null ? (text, null) : (null, ""));

    public static Argument<string> CreateArgument() => new Argument<string>("ID") { Description = $"{char.ToUpperInvariant(Wanted[0])}{Wanted[1..]}." }.Of(Form);

    /// <summary>The workflow id that is meant.</summary>
    /// <exception cref="CommandException">The file is not a spec.</exception>
    public static async Task<string> ReadAsync(string text, CancellationToken cancellation)
    {
        // A file may be called as a promotion is: what is there counts. No file is called as an id with its first part.
        if (Read(text) is { } id && (id == text || !File.Exists(text)))
        {
            return id;
        }

        var spec = await SpecFile.ReadAsync(text, cancellation);
        return OperationKinds.Of(spec).WorkflowId(spec.Name, spec.Version);
    }

    /// <summary>Name and version of the promotion that is meant; null when none is.</summary>
    public static (string Name, string Version)? Promotion(string text) =>
        Read(text) is { } id && OperationKinds.OfWorkflowId(id) is var (kind, name, version) && kind == OperationKinds.Promotion ? (name, version) : null;

    private static string? Read(string text) =>
        OperationKinds.OfWorkflowId(text) is { Kind.HasVersion: false } unversioned ? Name.IsMatch(unversioned.Name) ? text : null
        : Pattern.Match(text) is not { Success: true } match ? null
        : match.Groups["word"].Success ? OperationKinds.OfWorkflowId(text) is null ? null : text
        : OperationKinds.Promotion.WorkflowId(match.Groups["name"].Value, match.Groups["version"].Value);

    [GeneratedRegex(@"\A((?<word>[a-z]+)/)?(?<name>[A-Za-z0-9._-]+)/(?<version>[A-Za-z0-9._-]+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z")]
    private static partial Regex Name { get; }
}
