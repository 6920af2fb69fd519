using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SharedImages.Cli;

/// <summary><c>[suggest:POSITION] LINE</c>, as the scripts of <c>completion</c> ask it: what may stand at that place, one a line.</summary>
internal sealed class CompletionAnswer(SuggestDirective directive) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var directive = root.Directives.OfType<SuggestDirective>().Single();
        directive.Action = new CompletionAnswer(directive);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        var asked = parseResult.GetResult(directive)?.Values is [var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : line.Length;
        var position = Math.Min(asked, line.Length);
        foreach (var word in Words(parseResult.RootCommandResult.Command.Parse(line, parseResult.Configuration), line[..position]))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(word);
        }

        return ExitCode.Done;
    }

    // Options only when one is begun: they would hide what belongs there.
    private static IEnumerable<string> Words(ParseResult parsed, string line)
    {
        var begun = line[(line.LastIndexOf(' ') + 1)..];
        var wanted = begun.StartsWith('-') ? "--" : "";
        return parsed.GetCompletions(line.Length).Select(completion => completion.Label)
            .Where(word => word.StartsWith(begun, StringComparison.Ordinal) && word.StartsWith(wanted, StringComparison.Ordinal) && (wanted.Length > 0 || word[0] is not ('-' or '/')));
    }
}
