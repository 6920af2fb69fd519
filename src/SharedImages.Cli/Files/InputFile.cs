namespace SharedImages.Cli;

/// <summary>What somebody gives to be read.</summary>
internal static class InputFile
{
    /// <summary>All of it; of what is longer than allowed, or has no end, a byte too many, so that it is seen to be too long.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="name">As messages name it.</param>
    /// <param name="most">How many bytes are allowed.</param>
    /// <param name="wanted">What should have been given.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(Func<Stream> open, string name, int most, string wanted, CancellationToken cancellation)
    {
        try
        {
            await using var file = open();
            var buffer = new byte[most + 1];
            // Stdin does not hear of a cancellation.
            var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).AsTask().WaitAsync(cancellation);
            return buffer[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"{name} cannot be read ({e.Message.TrimEnd('.')}); give {wanted}.");
        }
    }
}
