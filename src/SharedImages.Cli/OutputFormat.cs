using System.CommandLine;
using System.Text.Json;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a command's result on stdout is for.</summary>
internal enum OutputFormat
{
    /// <summary>People.</summary>
    Text,

    /// <summary>Programs: one JSON object on one line.</summary>
    Json,
}

/// <summary>Results go to stdout, everything else to stderr.</summary>
internal static class Output
{
    public static Option<OutputFormat> CreateOption() => new Option<OutputFormat>("--output", "-o")
    {
        Description = "Form of the result on stdout: text (the default) or json (one object on one line).",
        HelpName = "text|json",
    }.Of(InputForms.Choice<OutputFormat>());

    public static async Task WriteAsync<T>(OutputFormat format, T result, IEnumerable<string> text)
    {
        if (format == OutputFormat.Json)
        {
            await Terminal.WriteJsonAsync(JsonSerializer.Serialize<object?>(result, ContractJson.Options));
            return;
        }

        foreach (var line in text)
        {
            await Terminal.Out.WriteLineAsync(line);
        }
    }
}
