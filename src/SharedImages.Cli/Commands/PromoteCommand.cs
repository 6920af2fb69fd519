using System.CommandLine;
using SharedImages.Worker;
using SharedImages.Workflows;
using Temporalio.Exceptions;

namespace SharedImages.Cli;

/// <summary><c>promote FILE</c>: starts a promotion or joins the one that the same request started, and follows it.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The spec: YAML, or JSON when its name ends in .json." };
        var detach = new Option<bool>("--detach") { Description = "Print the promotion's id and leave." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("promote", "Bring an image to its target regions. The same spec again joins the same run; after a failure it runs again.") { file, detach, output };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var promote = new Promote(
                connection, parsed, parsed.GetValue(output), parsed.GetValue(detach), interruption.Token);
            return await promote.RunAsync(parsed.GetValue(file)!);
        });
        return command;
    }

    private sealed class Promote(ConnectionOptions connection, ParseResult parsed, OutputFormat output, bool detach, CancellationToken cancellation)
    {
        private string Again => connection.Again(parsed);

        public async Task<int> RunAsync(string file)
        {
            var spec = await SpecFile.ReadAsync(file, cancellation);
            var id = ContractNames.WorkflowId(spec.Name, spec.Version);
            try
            {
                return await RunAsync(spec);
            }
            catch (Exception e) when (cancellation.IsCancellationRequested && e is OperationCanceledException or RpcException or RpcTimeoutOrCanceledException)
            {
                await Console.Error.WriteLineAsync(
                    $"Detached; a promotion that was started goes on.\n  see it: sharedimages status {id}{Again}\n  follow it: sharedimages promote {file}{Again}\n  stop it: sharedimages cancel {id}{Again}");
                return ExitCode.Interrupted;
            }
        }

        private async Task<int> RunAsync(PromotionSpec spec)
        {
            var taskQueue = parsed.GetValue(connection.TaskQueue)!;
            var client = await connection.ConnectAsync(parsed, cancellation);
            await SearchAttributes.EnsureAsync(client, cancellation);
            var run = await PromotionStart.StartOrJoinAsync(client, spec, taskQueue, cancellation);
            if (detach)
            {
                if (!await Workers.PollAsync(client, taskQueue, cancellation))
                {
                    await Console.Error.WriteLineAsync(Workers.NonePolls(client, taskQueue));
                }

                var accepted = new PromotionAccepted(run.WorkflowId, run.RunId!);
                await Output.WriteAsync(output, accepted, [run.WorkflowId]);
                return ExitCode.Done;
            }

            var view = await Following.FollowAsync(run, stopAtDecision: true, cancellation);
            return view.Ended
                ? await PromotionReport.EndedAsync(run, output, cancellation)
                : await PromotionReport.WaitingAsync(view, output, Again);
        }
    }
}
