using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a recall is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class RecallSpecText
{
    private const int MaxSummary = 120;

    /// <summary>One line.</summary>
    public static string Summary(RecallSpec spec) => Printable.Cut($"{(spec.Release ? "release" : "recall")} {spec.Image}{(spec.Plan ? ", plan only" : "")}", MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(RecallSpec spec)
    {
        var id = OperationKinds.Recall.WorkflowId(spec.Name, spec.Version);
        return string.Join('\n',
        [
            spec.Release
                ? $"- {spec.Image} and all that came of it may be used again; shares are not given back"
                : $"- {spec.Image} and all that came of it: neither taken nor shared any more, marked, taken back, deprecated; nothing is deleted",
            .. spec.Reason is { } reason ? (string[])[$"- why: {reason}"] : [],
            "",
            $"`sharedimages status {id}`",
            "",
            $"`sharedimages cancel {id}` stops it; what was recalled stays so",
        ]);
    }
}
