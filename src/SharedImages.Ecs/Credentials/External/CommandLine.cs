using System.Text;

namespace SharedImages.Ecs;

/// <summary>A command as a list of arguments. No shell reads it: quotation marks hold an argument together, and nothing else is special.</summary>
internal static class CommandLine
{
    /// <summary>The arguments, the program first; null = a quotation mark is not closed.</summary>
    public static IReadOnlyList<string>? Split(string command)
    {
        var arguments = new List<string>();
        StringBuilder? argument = null;
        char? quote = null;
        foreach (var character in command)
        {
            if (character == quote)
            {
                quote = null;
            }
            else if (quote is null && character is ('"' or '\''))
            {
                quote = character;
                argument ??= new();
            }
            else if (quote is null && char.IsWhiteSpace(character))
            {
                Take();
            }
            else
            {
                (argument ??= new()).Append(character);
            }
        }

        Take();
        return quote is null ? arguments : null;

        void Take()
        {
            if (argument is not null)
            {
                arguments.Add(argument.ToString());
                argument = null;
            }
        }
    }
}
