using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SharedImages.Cli;

/// <summary><c>--help</c>: what System.CommandLine says, then examples; of the program itself also the exit codes.</summary>
internal sealed class HelpTexts(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpTexts((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        foreach (var line in Lines(parseResult))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(line);
        }

        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(ParseResult parsed)
    {
        var examples = Examples.Of(parsed.CommandResult);
        return
        [
            .. examples.Count == 0 ? [] : (string[])["Examples:", .. examples.Select(example => $"  {Invocation.Program} {example}"), ""],
            .. parsed.CommandResult.Parent is null ? ["Exit codes:", .. ExitCodes(), ""] : (IEnumerable<string>)[],
        ];
    }

    private static IEnumerable<string> ExitCodes() => ExitCode.All.Select(code => $"  {code.Code,3}  {code.Means}");
}
