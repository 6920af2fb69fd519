using System.CommandLine;
using SharedImages.Worker;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>init</c>: registers the search attributes, and begins the register of recalls anew when asked to.</summary>
internal static class InitCommand
{
    private static readonly TimeSpan VisibleTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var recalls = new Option<bool>("--recalls") { Description = "Also begin the register of recalls anew, empty, after somebody has ended it. Run the recalls again that it held." };
        var connection = new ConnectionOptions();
        var command = new Command("init", "Register the search attributes in the namespace; safe to run again.") { recalls };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            await RunAsync(client, TimeProvider.System, cancellation);
            if (parsed.GetValue(recalls))
            {
                var taskQueue = parsed.GetValue(connection.TaskQueue)!;
                await RecallRegister.BeginAnewAsync(client, taskQueue, cancellation);
                await Terminal.Out.WriteLineAsync($"{RecallNames.RegisterId(taskQueue)}: the register of recalls is there");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(Temporalio.Client.ITemporalClient client, TimeProvider time, CancellationToken cancellation)
    {
        var registered = await SearchAttributes.RegisterMissingAsync(client, cancellation);
        foreach (var key in ContractNames.SearchAttributes)
        {
            var state = registered.Contains(key.Name, StringComparer.Ordinal) ? "registered" : "was there already";
            await Terminal.Out.WriteLineAsync($"{key.Name} ({key.ValueType}): {state}");
        }

        // Servers with a separate visibility store need a moment; a worker started before that would refuse to run.
        var deadline = time.GetUtcNow() + VisibleTimeout;
        while (time.GetUtcNow() < deadline && registered.Count > 0 && (await SearchAttributes.FindMissingAsync(client, cancellation)).Count > 0)
        {
            await Task.Delay(LookInterval, time, cancellation);
        }

        await SearchAttributes.EnsureAsync(client, cancellation);
    }
}
