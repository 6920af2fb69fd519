using System.CommandLine;
using System.Globalization;
using System.Text;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli;

/// <summary>The file in which a simulated world lives on from one run to the next.</summary>
internal sealed class StateFile(string path)
{
    // Its own for each process, so that none touches what another is writing.
    private readonly string draft = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.new");

    public static Option<string?> CreateOption() =>
        new("--state") { Description = "File in which the simulated world lives on: read at the start if it is there, written at the stop.", HelpName = "file" };

    /// <summary>Null = none is wanted.</summary>
    public static StateFile? Of(string? path) => path is null ? null : new(path);

    /// <summary>The world that the last run left; null = there was none.</summary>
    /// <exception cref="CommandException">The file cannot be used, or could not be written at the stop.</exception>
    public SimulatorWorld? Load()
    {
        CheckWritable();
        return File.Exists(path) ? SimulateCommand.LoadWorld(path) : null;
    }

    /// <summary>Whole or not at all, whenever this process is killed; for its owner only, for it holds keys.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Save(EcsSimulator stopped)
    {
        try
        {
            WriteDraft(Encoding.UTF8.GetBytes(stopped.WriteWorld()));
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"The state cannot be written to {path}, which stays as it was: {e.Message}");
        }
    }

    private void CheckWritable()
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new IOException("It is a folder.");
            }

            WriteDraft([]);
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InvalidInput, $"--state is {path}; give a file in a folder that is there and can be written. {e.Message}");
        }
    }

    private void WriteDraft(byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(draft, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
