using System.Text;

namespace SharedImages.Ecs;

/// <summary>Reads a file of credentials up to a limit. Errors name the file, never what is in it.</summary>
internal static class BoundedFile
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The file's text.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: it is not there, cannot be read or is too large.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
            return await BoundedBody.ReadAsync(file, MaxBytes, cancellationToken) is { } bytes
                ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')
                : throw CredentialsFailures.Unusable($"{path} is larger than 1 MiB");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CredentialsFailures.Unusable($"there is no {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CredentialsFailures.Unusable($"{path} cannot be read ({e.GetType().Name}); see whether it is a file that this process may read");
        }
    }
}
