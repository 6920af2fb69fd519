using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What is asked for when a channel is moved, as the Web UI shows it from its start on. Pure.</summary>
internal static class ChannelSpecText
{
    private const int MaxSummary = 120;

    /// <summary>One line.</summary>
    public static string Summary(ChannelSpec spec) => Printable.Cut($"{spec.Name} {spec.Channel} to {spec.To}", MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(ChannelSpec spec)
    {
        var id = OperationKinds.Channel.WorkflowId(spec.Name, spec.Channel);
        return string.Join('\n',
        [
            $"- {spec.Channel} of {spec.Name} points to {spec.To}",
            .. spec.Without.Count == 0 ? [] : (string[])[$"- and to nothing in {string.Join(", ", spec.Without)}"],
            .. spec.Reason is { } reason ? (string[])[$"- why: {reason}"] : [],
            "",
            $"`sharedimages status {id}`",
            "",
            $"`sharedimages cancel {id}` stops it, and the channel goes back in all regions",
        ]);
    }
}
