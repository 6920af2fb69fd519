using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Reads a spec from a file or from stdin.</summary>
internal static class SpecFile
{
    public static Argument<string> CreateArgument() =>
        new Argument<string>("FILE") { Description = "The spec: YAML, or JSON when its name ends in .json; - reads either from stdin." }.Of(InputForms.SpecFile);

    /// <summary>The file as messages name it.</summary>
    public static string NameOf(string path) => path == InputForms.Stdin ? "stdin" : path;

    /// <summary>A spec of whatever kind it says it is.</summary>
    /// <exception cref="CommandException">The file cannot be read, or all that is wrong with the spec, a line each.</exception>
    public static Task<IOperationSpec> ReadAsync(string path, CancellationToken cancellation) => ReadAsync(path, OperationKinds.Read, cancellation);

    /// <summary>A spec of this kind.</summary>
    /// <exception cref="CommandException">The file cannot be read, or all that is wrong with the spec, a line each.</exception>
    public static Task<IOperationSpec> ReadAsync(string path, OperationKind kind, CancellationToken cancellation) => ReadAsync(path, kind.Read, cancellation);

    /// <summary>A spec of whatever kind it says it is, or all that is wrong with it.</summary>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static async Task<SpecReading<IOperationSpec>> ReadAllAsync(string path, CancellationToken cancellation) =>
        OperationKinds.Read(Parse(path, await LoadAsync(path, cancellation)));

    /// <summary>A spec that was put together from arguments.</summary>
    /// <exception cref="CommandException">All that is wrong with it, a line each.</exception>
    public static TSpec Checked<TSpec>(SpecReading<TSpec> reading)
        where TSpec : class, IOperationSpec =>
        reading.Spec ?? throw new CommandException(ExitCode.InvalidInput, [.. reading.Errors.Select(error => $"{error.Path}: {error.Problem}; {error.Remedy}")]);

    private static async Task<IOperationSpec> ReadAsync(string path, Func<SpecDocument, SpecReading<IOperationSpec>> read, CancellationToken cancellation)
    {
        var bytes = await LoadAsync(path, cancellation);
        var reading = read(Parse(path, bytes));
        return reading.Spec ?? throw new CommandException(ExitCode.InvalidInput, [.. reading.Errors.Select(error => $"{NameOf(path)}:{error}")]);
    }

    private static SpecDocument Parse(string path, ReadOnlySpan<byte> bytes) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonSpecNodes.Parse(bytes)
        : path == InputForms.Stdin ? ParseEither(bytes)
        : YamlSpecNodes.Parse(bytes);

    // What begins with a brace can be JSON, or a map of YAML that is written so.
    private static SpecDocument ParseEither(ReadOnlySpan<byte> bytes)
    {
        if (bytes.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return YamlSpecNodes.Parse(bytes);
        }

        var json = JsonSpecNodes.Parse(bytes);
        return json.Root is null && YamlSpecNodes.Parse(bytes) is { Root: not null } yaml ? yaml : json;
    }

    private static Task<byte[]> LoadAsync(string path, CancellationToken cancellation) => InputFile.ReadAsync(
        () => path == InputForms.Stdin ? Console.OpenStandardInput() : File.OpenRead(path), NameOf(path), SpecDocument.MaxBytes, InputForms.SpecFile.Wanted, cancellation);
}
