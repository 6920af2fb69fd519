using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SharedImages.Ecs.Simulator;

namespace SharedImages.Cli;

/// <summary>The file in which a simulated world lives on from one run to the next.</summary>
internal sealed partial class StateFile(string path)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    // Its own for each process, so that none touches what another is writing.
    private readonly string draft = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.new");

    private string written = "";

    public static Option<string> CreateOption() =>
        new Option<string>("--state") { Description = "File in which the simulated world lives on: read at the start if it is there, written every minute while something changes, and at the stop.", HelpName = "file" }
            .Of(InputForms.FileToWrite("a file in a folder that is there and can be written"));

    /// <summary>Null = none is wanted.</summary>
    public static StateFile? Of(string? path) => path is null ? null : new(path);

    /// <summary>The world that the last run left; null = there was none.</summary>
    /// <exception cref="CommandException">The file cannot be used, or could not be written at the stop.</exception>
    public SimulatorWorld? Load()
    {
        CheckWritable();
        return File.Exists(path) ? SimulateCommand.LoadWorld(path) : null;
    }

    /// <summary>Writes the world every minute in which it has changed, until this is disposed. What goes wrong is a line on stderr, and tried again.</summary>
    public IAsyncDisposable Keep(EcsSimulator simulator, TimeProvider time)
    {
        written = Fingerprint(simulator.WriteWorld());
        return time.CreateTimer(_ => SaveChanges(simulator), null, Interval, Interval);
    }

    /// <summary>Whole or not at all, whenever this process is killed; for its owner only, for it holds keys.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Save(EcsSimulator simulator) => Save(simulator.WriteWorld());

    private void SaveChanges(EcsSimulator simulator)
    {
        lock (gate)
        {
            var world = simulator.WriteWorld();
            var fingerprint = Fingerprint(world);
            if (fingerprint == written)
            {
                return;
            }

            try
            {
                Save(world);
                written = fingerprint;
            }
            catch (CommandException e)
            {
                Terminal.Error.WriteLine(e.Message);
            }
        }
    }

    private void Save(string world)
    {
        try
        {
            WriteDraft(Encoding.UTF8.GetBytes(world));
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
            if (Path.GetFileName(path).Length == 0 || Directory.Exists(path))
            {
                throw new IOException("It is no file.");
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
        using var stream = OwnerFile.Create(draft);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    // Of all but the moment, which is always another.
    private static string Fingerprint(string world) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Moment().Replace(world, "", count: 1))));

    [GeneratedRegex("^  at: .*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
