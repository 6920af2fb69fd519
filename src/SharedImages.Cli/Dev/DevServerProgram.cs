using SharedImages.Worker;
using Temporalio.Testing;

namespace SharedImages.Cli;

/// <summary>The program whose dev server <c>dev</c> runs.</summary>
internal static class DevServerProgram
{
    public const string Variable = SettingsSources.TemporalProgramVariable;

    /// <summary>The one that is named, else the one on PATH, else the one that the SDK downloads.</summary>
    /// <exception cref="CommandException">There is none; says how to get one.</exception>
    public static async Task<string> FindAsync(string? named, CancellationToken cancellation)
    {
        if ((named ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } file)
        {
            return File.Exists(file) ? file : throw new CommandException(ExitCode.InvalidInput, $"There is no temporal program at {file}: correct --temporal or {Variable}.");
        }

        return OnPath() ?? await DownloadAsync(cancellation);
    }

    private static string? OnPath()
    {
        var name = OperatingSystem.IsWindows() ? "temporal.exe" : "temporal";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    // The SDK downloads only to start a server; it is stopped again and run by ourselves, so that its process is known and can be ended.
    private static async Task<string> DownloadAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(DevLeftovers.Folder, "temporal")).FullName;
        try
        {
            await Terminal.Error.WriteLineAsync("No temporal program found: the Temporal SDK downloads one.");
            var started = await WorkflowEnvironment.StartLocalAsync(new() { DownloadDirectory = folder }).WaitAsync(cancellation);
            await started.ShutdownAsync();
            return Directory.EnumerateFiles(folder).OrderByDescending(File.GetLastWriteTimeUtc).First();
        }
        catch (InvalidOperationException e)
        {
            throw new CommandException(
                ExitCode.TemporalUnavailable,
                $"No Temporal dev server: none was found, and the download failed ({e.Message.Split('\n')[0]}). Install the Temporal CLI (https://docs.temporal.io/cli) or name it with --temporal or {Variable}.");
        }
    }
}
