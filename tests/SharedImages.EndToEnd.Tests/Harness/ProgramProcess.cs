using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace SharedImages.EndToEnd;

/// <summary>The built program, as users run it: its own process, its own environment, output read line by line.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    /// <summary>The program itself.</summary>
    public static readonly string File = Path.Combine(AppContext.BaseDirectory, "sharedimages");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly StringBuilder output = new();
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    private bool disposed;

    private ProgramProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public string Output => Snapshot(output);

    public string Errors => Snapshot(errors);

    public static ProgramProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // By its name alone, as users call it: it lies beside the program that runs the tests, where it is looked for first.
        var start = new ProcessStartInfo(Path.GetFileName(File), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // It lives for seconds here: compiling its code a second time would take a third of its processor time.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = new ProgramProcess(new Process { StartInfo = start });
        program.process.OutputDataReceived += (_, e) => program.Received(program.output, e.Data);
        program.process.ErrorDataReceived += (_, e) => program.Received(program.errors, e.Data);
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramProcess> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var program = Start(environment, arguments);
        await program.ExitAsync();
        return program;
    }

    /// <summary>Runs it to its end, with this on its stdin.</summary>
    public static async Task<ProgramProcess> RunWithInputAsync(IReadOnlyDictionary<string, string> environment, string input, params string[] arguments)
    {
        var program = Start(environment, arguments);
        await program.process.StandardInput.WriteAsync(input);
        program.process.StandardInput.Close();
        await program.ExitAsync();
        return program;
    }

    public async Task<int> ExitAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program does not end. Output:\n{Output}\nErrors:\n{Errors}");
        }

        return process.ExitCode;
    }

    /// <summary>The first line, of output or errors, that has the text in it.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(timeout.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new TimeoutException($"No line with \"{text}\". Output:\n{Output}\nErrors:\n{Errors}");
    }

    /// <summary>SIGKILL: the program gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>A signal, as a terminal or a supervisor sends it.</summary>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static string Snapshot(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private void Received(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.AppendLine(line);
        }

        lines.Writer.TryWrite(line);
    }
}
