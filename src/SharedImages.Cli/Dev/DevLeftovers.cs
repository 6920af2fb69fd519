using System.Diagnostics;
using System.Text.Json;

namespace SharedImages.Cli;

/// <summary>
/// What a <c>dev</c> started, in a file that only its user can read: a <c>dev</c> that was killed leaves its dev server running, and the
/// next one ends it. A process is known by id and start time, never by name.
/// </summary>
internal static class DevLeftovers
{
    // The system's own rounding of start times.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static string Folder { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "sharedimages");

    /// <summary>Records a process that ours has started; returns the file.</summary>
    public static string Record(Process started)
    {
        Directory.CreateDirectory(Folder);
        using var self = Process.GetCurrentProcess();
        var file = Path.Combine(Folder, $"dev-{self.Id}.json");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, new DevRecord(self.Id, self.StartTime.ToUniversalTime(), started.Id, started.StartTime.ToUniversalTime()));
        return file;
    }

    /// <summary>Ends what killed ones have left; those that still run are left alone.</summary>
    public static void End(TextWriter log)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Folder, "dev-*.json"))
        {
            if (Read(file) is not { } record || IsAlive(record.Owner, record.OwnerStarted, _ => { }))
            {
                continue;
            }

            if (IsAlive(record.Server, record.ServerStarted, process => process.Kill(entireProcessTree: true)))
            {
                log.WriteLine($"Ended the Temporal dev server (process {record.Server}) that an earlier dev had left.");
            }

            File.Delete(file);
        }
    }

    private static DevRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<DevRecord>(File.ReadAllText(file));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // Being written, or cut off by a crash: it names no process that could be ended.
            return null;
        }
    }

    private static bool IsAlive(int id, DateTime started, Action<Process> act)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - started).Duration() > Tolerance)
            {
                return false;
            }

            act(process);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // No such process.
            return false;
        }
    }

    private sealed record DevRecord(int Owner, DateTime OwnerStarted, int Server, DateTime ServerStarted);
}
