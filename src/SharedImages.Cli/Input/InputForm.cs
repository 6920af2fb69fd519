using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace SharedImages.Cli;

/// <summary>What the text of an option or an argument may be, and what it means. A text that is not so is refused in one line, before the command begins.</summary>
/// <param name="Wanted">What would be right, as it follows "give".</param>
/// <param name="Read">The value; else what is wrong, as it follows the text: empty when there is nothing to add.</param>
internal sealed record InputForm<T>(string Wanted, Func<string, (T? Value, string? Problem)> Read)
{
    /// <summary>All that it may be, for a shell to complete; empty when that cannot be counted.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The same for an option that may be left out.</summary>
    public InputForm<TOther> As<TOther>(Func<T, TOther> convert) => new(Wanted, text =>
    {
        var (value, problem) = Read(text);
        return (problem is null ? convert(value!) : default, problem);
    })
    {
        Choices = Choices,
    };

    /// <summary>How much of a text is shown that is none.</summary>
    private const int MaxShown = 200;

    public T? Parse(ArgumentResult result, string name) => Parse(result, name, result.Tokens[0].Value);

    public T? Parse(ArgumentResult result, string name, string text)
    {
        var (value, problem) = Read(text);
        if (problem is not null)
        {
            result.AddError($"{name} is \"{Printable.Cut(text, MaxShown)}\"{problem}; give {Wanted}");
        }

        return value;
    }
}

/// <summary>Gives options and arguments their form.</summary>
internal static class InputFormExtensions
{
    public static Option<T> Of<T>(this Option<T> option, InputForm<T> form)
    {
        option.CustomParser = result => form.Parse(result, option.Name);
        option.CompletionSources.Choose(form.Choices);
        return option;
    }

    /// <summary>Of an option that can be given more than once.</summary>
    public static Option<T[]> OfEach<T>(this Option<T[]> option, InputForm<T> form)
    {
        option.CustomParser = result => [.. result.Tokens.Select(token => form.Parse(result, option.Name, token.Value)!)];
        option.CompletionSources.Choose(form.Choices);
        return option;
    }

    /// <summary>Of an argument that can be given more than once.</summary>
    public static Argument<T[]> OfEach<T>(this Argument<T[]> argument, InputForm<T> form)
    {
        argument.CustomParser = result => [.. result.Tokens.Select(token => form.Parse(result, argument.Name, token.Value)!)];
        argument.CompletionSources.Choose(form.Choices);
        return argument;
    }

    public static Argument<T> Of<T>(this Argument<T> argument, InputForm<T> form)
    {
        argument.CustomParser = result => form.Parse(result, argument.Name);
        argument.CompletionSources.Choose(form.Choices);
        return argument;
    }

    // Those that come with a type are called as in the code.
    private static void Choose(this List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, IReadOnlyList<string> choices)
    {
        sources.Clear();
        sources.Add(_ => choices.Select(choice => new CompletionItem(choice)));
    }
}
