using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Reads a spec from a file: YAML, or JSON when the name ends so.</summary>
internal static class SpecFile
{
    /// <exception cref="CommandException">The file cannot be read, or all that is wrong with the spec, a line each.</exception>
    public static async Task<PromotionSpec> ReadAsync(string path, CancellationToken cancellation)
    {
        var bytes = await LoadAsync(path, cancellation);
        var document = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonSpecNodes.Parse(bytes) : YamlSpecNodes.Parse(bytes);
        var reading = PromotionSpecReader.Read(document);
        return reading.Spec ?? throw new CommandException(ExitCode.InvalidInput, string.Join('\n', reading.Errors.Select(error => $"{path}:{error}")));
    }

    private static async Task<byte[]> LoadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            // One byte more than allowed, so that a longer file (or an endless pipe) is seen to be too long.
            var buffer = new byte[SpecDocument.MaxBytes + 1];
            var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            return buffer[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{path}: cannot be read ({e.Message}); name a spec file that exists");
        }
    }
}
