using System.CommandLine;
using System.CommandLine.Parsing;

namespace SharedImages.Cli;

/// <summary>What is wrong with a command line, a line each, and what was probably meant. Pure.</summary>
internal static class ParseProblems
{
    private const int MaxShown = 200;

    /// <summary>A mistyped name alone, when there is one: all else that does not fit comes of it.</summary>
    public static IEnumerable<string> Lines(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        IReadOnlyList<string> mistyped = [.. Mistyped(command, [.. command.Tokens.Select(token => token.Value), .. parsed.UnmatchedTokens])];
        return (mistyped.Count > 0 ? mistyped : [.. parsed.Errors.Select(error => Sentence(command, parsed.UnmatchedTokens, error))])
            .Select(problem => $"{problem}{(problem.EndsWith('?') ? "" : ".")} See: {PathOf(command)} --help");
    }

    /// <summary>A command as it is typed, with those that it belongs to.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : Invocation.Program;

    // What stands where an argument or nothing belongs, and is nearly an option or a command.
    private static IEnumerable<string> Mistyped(CommandResult command, IReadOnlyList<string> strays)
    {
        foreach (var option in strays.Where(stray => stray.StartsWith("--", StringComparison.Ordinal)))
        {
            if (NearestNames.Of(option.Split('=')[0], OptionsOf(command)) is { Count: > 0 } near)
            {
                yield return $"{OwnerOf(command)} has no option \"{Shown(option)}\"; did you mean {string.Join(" or ", near)}?";
            }
        }

        if (command.Command.Subcommands.Count > 0 && strays is [[not '-', ..] first, ..])
        {
            var commands = NearestNames.Of(first, command.Command.Subcommands.Select(sub => sub.Name));
            if (commands.Count > 0)
            {
                yield return $"There is no command \"{NameOf(command)}{Shown(first)}\"; did you mean {string.Join(" or ", commands.Select(name => $"{NameOf(command)}{name}"))}?";
            }
            else if (command.Command.Arguments.Count == 0)
            {
                yield return $"There is no command \"{NameOf(command)}{Shown(first)}\"";
            }
        }
    }

    private static string Sentence(CommandResult command, IReadOnlyList<string> unmatched, ParseError error) =>
        unmatched.FirstOrDefault(token => error.Message == $"Unrecognized command or argument '{token}'.") switch
        {
            null => error.Message.TrimEnd('.'),
            ['-', _, ..] option => $"{OwnerOf(command)} has no option \"{Shown(option)}\"",
            var argument => $"\"{Shown(argument)}\" is one argument too many",
        };

    private static string Shown(string text) => Printable.Cut(text, MaxShown);

    private static string OwnerOf(CommandResult command) => command.Parent is null ? "sharedimages" : NameOf(command).TrimEnd();

    private static string NameOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NameOf(parent)}{command.Command.Name} " : "";

    private static IEnumerable<string> OptionsOf(CommandResult command) =>
        command.Command.Options.Concat(AncestorsOf(command).SelectMany(ancestor => ancestor.Options.Where(option => option.Recursive))).Select(option => option.Name);

    private static IEnumerable<Command> AncestorsOf(CommandResult command)
    {
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            yield return parent.Command;
        }
    }
}
