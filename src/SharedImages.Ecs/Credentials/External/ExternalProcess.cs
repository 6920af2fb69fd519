using System.ComponentModel;
using System.Diagnostics;

namespace SharedImages.Ecs;

/// <summary>Runs a program without a shell, bounded in time and output; what it has started ends with it.</summary>
internal static class ExternalProcess
{
    private const int MaxOutput = 64 * 1024;
    private const int MaxErrors = 4 * 1024;

    /// <summary>Runs it to its end.</summary>
    /// <param name="label">Which profile names it, for failures: the command itself may hold secrets.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="limit">How long it may run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EcsException">It cannot be started, runs too long or prints too much.</exception>
    public static async Task<ProcessResult> RunAsync(
        string label, IReadOnlyList<string> command, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var process = Start(label, command);
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            // Nobody answers its questions.
            process.StandardInput.Close();
            var errors = ReadBeginningAsync(process.StandardError.BaseStream, either.Token);
            var output = await BoundedBody.ReadAsync(process.StandardOutput.BaseStream, MaxOutput, either.Token).WaitAsync(either.Token)
                ?? throw CredentialsFailures.Unusable($"{label}: its process_command printed more than 64 KiB");
            await process.WaitForExitAsync(either.Token);
            return new(process.ExitCode, output, await errors.WaitAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CredentialsFailures.Transient(LocalCodes.Timeout, $"{label}: its process_command did not end within {limit.TotalSeconds:0.#} s");
        }
        catch (IOException)
        {
            throw CredentialsFailures.Transient(LocalCodes.NoAnswer, $"{label}: what its process_command prints cannot be read");
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is AggregateException or Win32Exception or InvalidOperationException)
        {
            // It has ended by itself, or belongs to another user by now.
        }
    }

    private static Process Start(string label, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(Find(command[0]) ?? throw NotStarted(label))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start) ?? throw NotStarted(label);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or ArgumentException or IOException)
        {
            throw NotStarted(label);
        }
    }

    // .NET would look for a bare name beside this program and in the current folder first, where anybody may have put one.
    private static string? Find(string program) =>
        OperatingSystem.IsWindows() || program.Contains('/', StringComparison.Ordinal)
            ? program
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Where(Path.IsPathRooted)
                .Select(folder => Path.Combine(folder, program))
                .FirstOrDefault(File.Exists);

    // To the end, so that the program is not held up.
    private static async Task<byte[]> ReadBeginningAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var beginning = new MemoryStream();
        var buffer = new byte[MaxErrors];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            beginning.Write(buffer, 0, Math.Min(count, MaxErrors - (int)beginning.Length));
        }

        return beginning.ToArray();
    }

    private static EcsException NotStarted(string label) =>
        CredentialsFailures.Unusable($"{label}: its process_command cannot be started; see whether the program is there and may be run");
}
