using System.CommandLine;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>The options of every command that starts an operation.</summary>
/// <param name="kind">What it starts.</param>
internal sealed class StartOptions(OperationKind kind)
{
    public Option<bool> Detach { get; } = new("--detach") { Description = $"Print the {kind.Item}'s id and leave." };

    public Option<TimeSpan?> Timeout { get; } = Deadline.CreateOption();

    public Option<OutputFormat> Output { get; } = Cli.Output.CreateOption();

    public ConnectionOptions Connection { get; } = new();

    public void AddTo(Command command)
    {
        command.Options.Add(Detach);
        command.Options.Add(Timeout);
        command.Options.Add(Output);
        Connection.AddTo(command, withTaskQueue: true);
    }
}
