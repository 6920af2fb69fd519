using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a retirement is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class RetirementSpecText
{
    /// <summary>One line.</summary>
    public static string Summary(RetirementSpec spec) =>
        $"{spec.Name} {spec.Version}: withdraw after {ScheduleText.Span(spec.Notice)}{(spec.Delete ? $", delete after {ScheduleText.Span(spec.Soak)} more" : "")}";

    /// <summary>Markdown.</summary>
    public static string Details(RetirementSpec spec)
    {
        var id = OperationKinds.Retirement.WorkflowId(spec.Name, spec.Version);
        return string.Join('\n',
        [
            $"- notice: {ScheduleText.Span(spec.Notice)}: marked as retiring, nothing else changes",
            $"- then: taken back from all accounts, deprecated{(spec.Delete ? $"; after {ScheduleText.Span(spec.Soak)} more deleted with its snapshots" : "")}",
            "",
            "Instances, scaling groups and launch templates of other accounts cannot be seen from here: the soak is the time in which they show.",
            "",
            $"`sharedimages status {id}`",
            "",
            $"`sharedimages cancel {id}` brings back what is not deleted yet",
        ]);
    }
}
