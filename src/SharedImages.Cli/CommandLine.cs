using System.CommandLine;
using SharedImages.Worker;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Runs the command that the arguments name, and turns whatever goes wrong into a message on stderr and an exit code.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parser = new()
    {
        // An argument that begins with @ is an argument.
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Never throws.</summary>
    public static async Task<int> RunAsync(RootCommand root, params string[] args)
    {
        try
        {
            return await InvokeAsync(root, args);
        }
        catch (Exception e)
        {
            var (exitCode, lines) = Describe(e);
            await WriteAsync(args.Contains(ProgramCommands.Verbose, StringComparer.Ordinal) ? [.. lines, .. e.ToString().Split('\n')] : lines);
            return exitCode;
        }
    }

    private static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args, Parser);
        if (parsed.Errors.Count > 0)
        {
            await WriteAsync(ParseProblems.Lines(parsed));
            return ExitCode.InvalidInput;
        }

        // Commands handle Ctrl-C and SIGTERM themselves: a worker drains, a promotion is left running.
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = Terminal.Out, Error = Terminal.Error });
    }

    private static (int ExitCode, IReadOnlyList<string> Lines) Describe(Exception e) => e switch
    {
        CommandException command => (command.ExitCode, command.Lines),
        TemporalUnavailableException => (ExitCode.TemporalUnavailable, [e.Message]),
        RpcException or RpcTimeoutOrCanceledException =>
            (ExitCode.TemporalUnavailable, [$"Temporal did not do what was asked of it ({e.Message.TrimEnd('.')}); check its address, namespace and access, and try again."]),
        _ => (ExitCode.Unexpected, [$"This should not have happened: {e.GetType().Name}: {e.Message.TrimEnd('.')}. Run it again with {ProgramCommands.Verbose}, and report what it then says as a fault of sharedimages."]),
    };

    private static async Task WriteAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await Terminal.Error.WriteLineAsync(line);
        }
    }
}
