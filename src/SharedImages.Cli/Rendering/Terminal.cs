using Spectre.Console;

namespace SharedImages.Cli;

/// <summary>
/// Stdout, stderr and the boards on it: the only place through which the program prints, so that no text from elsewhere – a spec, a result,
/// an error of ECS or Temporal – can command a terminal. Results go to stdout, everything else to stderr.
/// </summary>
internal static class Terminal
{
    /// <summary>For results.</summary>
    public static TextWriter Out { get; } = new PrintableWriter(() => Console.Out);

    /// <summary>For everything else.</summary>
    public static TextWriter Error { get; } = new PrintableWriter(() => Console.Error);

    /// <summary>Whether somebody looks at stderr, so that a board is worth drawing.</summary>
    public static bool ShowsBoards => !Console.IsErrorRedirected;

    /// <summary>Columns of the terminal that results go to; null = they go to no terminal.</summary>
    public static int? Width => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth;

    /// <summary>A result of several lines.</summary>
    public static async Task WriteLinesAsync(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            await Out.WriteLineAsync(line.TrimEnd('\r'));
        }
    }

    /// <summary>A result for programs.</summary>
    /// <param name="json">Valid JSON; it stays so.</param>
    public static Task WriteJsonAsync(string json) => Console.Out.WriteLineAsync(Printable.Json(json));

    /// <summary>A board on stderr.</summary>
    public static IAnsiConsole CreateBoard() => CreateBoard(new() { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>A board as these settings want it.</summary>
    public static IAnsiConsole CreateBoard(AnsiConsoleSettings settings)
    {
        var board = AnsiConsole.Create(settings);
        board.Pipeline.Attach(new PrintableBoards());
        return board;
    }
}
