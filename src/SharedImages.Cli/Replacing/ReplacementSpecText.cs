using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a replacement is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class ReplacementSpecText
{
    private const int MaxSummary = 120;
    private const int MaxDetails = 4000;

    /// <summary>One line.</summary>
    public static string Summary(ReplacementSpec spec) =>
        Printable.Cut($"{spec.Name} {spec.Version}: {spec.Image} on instances {string.Join(", ", spec.Instances)}", MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(ReplacementSpec spec)
    {
        var id = OperationKinds.Replacement.WorkflowId(spec.Name, spec.Version);
        var lines = new List<string>
        {
            $"**{spec.Image}**",
            "",
            $"- out of service at once: {spec.Pace.MaxUnavailable}",
            $"- canary: {(spec.Pace.Canary == 0 ? "none" : $"{spec.Pace.Canary}, then {spec.Pace.Soak}")}",
            $"- stops after {spec.Pace.StopAfter} failed",
            $"- snapshots of the old disks: {(spec.KeepOldDisk == ReplacementSpec.NoSnapshot ? "none" : $"kept for {spec.KeepOldDisk}")}",
            $"- when one fails: {Words.Of(spec.OnFailure)}",
        };
        lines.AddRange(spec.Instances.Select(selection => $"- instances {selection}"));
        lines.AddRange(["", $"`sharedimages status {id}`", "", $"`sharedimages cancel {id}` begins no other; disks that are replaced stay replaced"]);
        return Printable.Cut(string.Join('\n', lines), MaxDetails);
    }
}
