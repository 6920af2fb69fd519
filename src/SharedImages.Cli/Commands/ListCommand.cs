using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary><c>list</c>: what runs and what has run.</summary>
internal static class ListCommand
{
    /// <summary>A kind, as specs call it.</summary>
    public static InputForm<OperationKind> Kind { get; } = new(string.Join(" or ", OperationKinds.All.Select(kind => kind.Name)), text =>
        OperationKinds.All.FirstOrDefault(kind => string.Equals(kind.Name, text, StringComparison.OrdinalIgnoreCase) || kind.Word == text) is { } known ? (known, null) : (null, ""))
    {
        Choices = [.. OperationKinds.All.Select(kind => kind.Name)],
    };

    public static Command Create()
    {
        var kind = new Option<OperationKind?>("--kind") { Description = "Only operations of this kind, as specs call it.", HelpName = "kind" }.Of(Kind.As<OperationKind?>(known => known));
        var open = new Option<bool>("--open") { Description = "Only those that run." };
        var parked = new Option<bool>("--parked") { Description = "Only those in which something waits for a decision." };
        var output = Output.CreateOption();
        var connection = new ConnectionOptions();
        var command = new Command("list", $"List operations, the newest {OperationList.Most} first.") { kind, open, parked, output };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var client = await connection.ConnectAsync(parsed, cancellation);
            var kinds = parsed.GetValue(kind) is { } only ? [only] : OperationKinds.All;
            var list = await OperationList.ReadAsync(client, kinds, parsed.GetValue(open), parsed.GetValue(parked), cancellation);
            await Output.WriteAsync(parsed.GetValue(output), list, list.Lines());
            return ExitCode.Done;
        });
        return command;
    }
}
