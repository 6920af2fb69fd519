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

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static string Folder { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "sharedimages");

    /// <summary>Records the server that this process has started; returns the file, or null if it has ended already.</summary>
    public static string? Record(Process server, string address)
    {
        if (StartOf(server) is not { } serverStarted)
        {
            return null;
        }

        Directory.CreateDirectory(Folder);
        using var self = Process.GetCurrentProcess();
        var file = Path.Combine(Folder, $"dev-{self.Id}.json");
        // Whole or not at all, whenever this process is killed.
        using (var stream = OwnerFile.Create(file + ".new"))
        {
            JsonSerializer.Serialize(stream, new DevRecord(self.Id, self.StartTime.ToUniversalTime(), server.Id, serverStarted, address));
        }

        File.Move(file + ".new", file, overwrite: true);
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
            if (Read(file) is not { } record)
            {
                log.WriteLine($"{file} is no record of a dev: remove it.");
                continue;
            }

            if (IsAlive(record.Owner, record.OwnerStarted, _ => { }))
            {
                continue;
            }

            if (IsAlive(record.Server, record.ServerStarted, End))
            {
                log.WriteLine($"Ended the Temporal dev server (process {record.Server}, {record.Address}) that an earlier dev had left.");
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
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsAlive(int id, DateTime started, Action<Process> act)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if (StartOf(process) is not { } really || (really - started).Duration() > Tolerance)
            {
                return false;
            }

            act(process);
            return true;
        }
        catch (ArgumentException)
        {
            // No such process.
            return false;
        }
    }

    // Waited for, because its ports are wanted.
    private static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit(Grace);
    }

    private static DateTime? StartOf(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
            return null;
        }
    }

    private sealed record DevRecord(int Owner, DateTime OwnerStarted, int Server, DateTime ServerStarted, string Address);
}
