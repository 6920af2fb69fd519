using System.CommandLine;

namespace SharedImages.Cli.Tests;

/// <summary>What a run of the program within this process printed. The console is one for all, so tests that do so run one by one.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed record ProgramRun
{
    public const string Collection = "console";

    public required int ExitCode { get; init; }

    public required IReadOnlyList<string> Output { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }

    public static Task<ProgramRun> OfAsync(params string[] arguments) => OfAsync(ProgramCommands.Create(), arguments);

    public static async Task<ProgramRun> OfAsync(RootCommand root, params string[] arguments)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var newOutput = new StringWriter();
        using var newErrors = new StringWriter();
        Console.SetOut(newOutput);
        Console.SetError(newErrors);
        try
        {
            return new() { ExitCode = await CommandLine.RunAsync(root, arguments), Output = Lines(newOutput), Errors = Lines(newErrors) };
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine)[..^1];
}
