using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>channel set | rollback | show | history</c>: which version consumers take.</summary>
internal static class ChannelCommand
{
    public static Command Create() => new(OperationKinds.Channel.Word, "Say which version of an image dev, stage and prod point to, and see it.")
    {
        CreateSet(),
        CreateRollback(),
        CreateShow(),
        CreateHistory(),
    };

    private static Command CreateSet()
    {
        var (name, channel) = (CreateName(), CreateChannel());
        var version = new Argument<string>("VERSION") { Description = "The version that it is to point to, in all regions that have it." }.Of(InputForms.Text("the version of a promotion, such as 2026.11.24"));
        var reason = CreateReason();
        var without = new Option<string[]>("--without") { Description = "Regions that it is to point to nothing in.", HelpName = "region", AllowMultipleArgumentsPerToken = true }
            .OfEach(InputForms.Text("a region, such as cn-hangzhou"));
        var plan = PlanFile.CreateOption();
        var start = new StartOptions(OperationKinds.Channel);
        var command = new Command("set", "Point a channel to a version: first it is given to the new images in all regions, then taken away from the old ones.") { name, channel, version, reason, without, plan };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (text, regions) = (parsed.GetValue(reason), parsed.GetValue(without) ?? []);
            var (image, pointer, to) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(channel), parsed.GetRequiredValue(version));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                _ => Task.FromResult(ChannelRequest.Of(image, pointer, to, text, regions)),
                ChannelRequest.Command(image, pointer, to) + Again(text) + (regions.Length == 0 ? "" : $" --without {string.Join(' ', regions.Select(Words.Argument))}"),
                again: true,
                parsed.GetValue(plan));
        });
        return command;
    }

    private static Command CreateRollback()
    {
        var (name, channel) = (CreateName(), CreateChannel());
        var reason = CreateReason();
        var start = new StartOptions(OperationKinds.Channel);
        var command = new Command("rollback", "Point a channel to the version that it pointed to before.") { name, channel, reason };
        start.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var (image, pointer, text) = (parsed.GetRequiredValue(name), parsed.GetRequiredValue(channel), parsed.GetValue(reason));
            return await new OperationStarter(start, parsed, interruption.Token).RunAsync(
                async cancellation =>
                {
                    var client = await start.Connection.ConnectAsync(parsed, cancellation);
                    var known = await new ChannelHistory(client, image, start.Connection.Again(parsed)).ReadAsync(cancellation);
                    return ChannelRequest.Of(image, pointer, ChannelText.Before(known, pointer), text, []);
                },
                $"{Invocation.Program} channel rollback {Words.Argument(image)} {pointer}{Again(text)}",
                again: true);
        });
        return command;
    }

    private static Command CreateShow()
    {
        var name = CreateName();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("show", "Show where the channels of an image point to: version, and the image of each region.") { name, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            var channels = await new ChannelHistory(client, parsed.GetRequiredValue(name), connection.Again(parsed)).ReadAsync(cancellation);
            await Output.WriteAsync(parsed.GetValue(output), channels, ChannelText.Lines(channels));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateHistory()
    {
        var name = CreateName();
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("history", "Show who moved the channels of an image, when, from what to what, and why.") { name, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            var moves = await new ChannelHistory(client, parsed.GetRequiredValue(name), connection.Again(parsed)).ReadMovesAsync(cancellation);
            await Output.WriteAsync(parsed.GetValue(output), moves, ChannelText.Lines(moves));
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> CreateName() =>
        new Argument<string>("NAME") { Description = "The name of the promotions whose images it is about." }.Of(InputForms.Text("the name of a promotion, such as web-base"));

    private static Argument<string> CreateChannel() => new Argument<string>("CHANNEL") { Description = $"{string.Join(", ", Lineage.Channels)}." }
        .Of(InputForms.OneOf(Lineage.Channels.ToDictionary(channel => channel, StringComparer.Ordinal)));

    private static Option<string> CreateReason() => new Option<string>("--reason") { Description = "Why, for the history.", HelpName = "text" }.Of(InputForms.Text("a reason"));

    private static string Again(string? reason) => reason is null ? "" : $" --reason {Words.Argument(reason)}";
}
