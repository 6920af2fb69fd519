using System.CommandLine;
using SharedImages.Worker;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary>Runs the command that the arguments name, and turns what goes wrong into a message on stderr and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See: sharedimages --help");
            return ExitCode.InvalidInput;
        }

        try
        {
            // Commands handle Ctrl-C and SIGTERM themselves: a worker drains, a promotion is left running.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (CommandException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (TemporalUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.TemporalUnavailable;
        }
        catch (Exception e) when (e is RpcException or RpcTimeoutOrCanceledException)
        {
            await Console.Error.WriteLineAsync($"Temporal did not do what was asked of it ({Printable.Of(e.Message)}); check its address, namespace and access, and try again.");
            return ExitCode.TemporalUnavailable;
        }
    }
}
