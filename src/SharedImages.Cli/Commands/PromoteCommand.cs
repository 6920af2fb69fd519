using System.CommandLine;
using SharedImages.Worker;

namespace SharedImages.Cli;

/// <summary><c>promote FILE</c>: starts a promotion or joins the one that the same request started, and follows it.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var file = SpecFile.CreateArgument();
        var again = new Option<bool>("--again")
        {
            Description = "Run a completed promotion once more: adopt what is there, make what is missing, repair what has changed. The spec may add targets and accounts to share with.",
        };
        var detach = new Option<bool>("--detach") { Description = "Print the promotion's id and leave." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("promote", "Bring an image to its target regions. The same spec again joins the same run; after a failure it runs again.") { file, again, detach, output };
        connection.AddTo(command, withTaskQueue: true);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var promote = new Promote(connection, parsed, parsed.GetValue(output), interruption.Token);
            return await promote.RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(again), parsed.GetValue(detach));
        });
        return command;
    }

    private sealed class Promote(ConnectionOptions connection, ParseResult parsed, OutputFormat output, CancellationToken cancellation)
    {
        public async Task<int> RunAsync(string file, bool again, bool detach)
        {
            PromotionRequest? request = null;
            var command = $"sharedimages promote {Words.Argument(file)}";
            try
            {
                request = new(await SpecFile.ReadAsync(file, cancellation), parsed.GetValue(connection.TaskQueue)!)
                {
                    Again = again,
                    Options = connection.Again(parsed),
                    Command = $"{command} --again{connection.AgainWithTaskQueue(parsed)}",
                };
                return await RunAsync(request, detach);
            }
            catch (Exception e) when (Interruption.Caused(e, cancellation))
            {
                throw new CommandException(ExitCode.Interrupted, request is null ? [] :
                [
                    "Detached; a promotion that was started goes on.",
                    $"  see it: sharedimages status {request.WorkflowId}{request.Options}",
                    $"  follow it: {command}{connection.AgainWithTaskQueue(parsed)}",
                    $"  stop it: sharedimages cancel {request.WorkflowId}{request.Options}",
                ]);
            }
        }

        private async Task<int> RunAsync(PromotionRequest request, bool detach)
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            await SearchAttributes.EnsureAsync(client, cancellation);
            var run = await PromotionStart.StartOrJoinAsync(client, request, cancellation);
            if (detach)
            {
                if (!await Workers.PollAsync(client, request.TaskQueue, cancellation))
                {
                    await Terminal.Error.WriteLineAsync(Workers.NonePolls(client, request.TaskQueue, request.Options));
                }

                var accepted = new PromotionAccepted(run.WorkflowId, run.RunId!);
                await Output.WriteAsync(output, accepted, [run.WorkflowId]);
                return ExitCode.Done;
            }

            var view = await Following.FollowAsync(run, stopAtDecision: true, cancellation);
            return view.Ended ? await PromotionReport.EndedAsync(run, output, cancellation)
                : view.Fails ? await PromotionReport.FailingAsync(run, view, output, cancellation)
                : await PromotionReport.WaitingAsync(run, view, output);
        }
    }
}
