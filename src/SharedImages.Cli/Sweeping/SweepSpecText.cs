using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a sweep is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class SweepSpecText
{
    /// <summary>One line.</summary>
    public static string Summary(SweepSpec spec) => $"{(spec.Remove ? "delete" : "list")} leftovers older than {ScheduleText.Span(spec.OlderThan)}";

    /// <summary>Markdown.</summary>
    public static string Details(SweepSpec spec) => string.Join('\n',
    [
        $"Copies of this installation that no promotion has finished and no run will come back for, made at least {ScheduleText.Span(spec.OlderThan)} ago, are {(spec.Remove ? "deleted with their snapshots" : "listed")}.",
        "",
        $"`sharedimages status {OperationKinds.Sweep.WorkflowId(SweepNames.All, "")}`",
        .. spec.Remove ? [] : (string[])["", $"`sharedimages {OperationKinds.Sweep.Word} --older-than {ScheduleText.Span(spec.OlderThan)} --remove` deletes them"],
    ]);
}
