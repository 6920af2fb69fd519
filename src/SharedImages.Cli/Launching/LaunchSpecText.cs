using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a launch is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class LaunchSpecText
{
    private const int MaxSummary = 120;
    private const int MaxDetails = 4000;

    /// <summary>One line.</summary>
    public static string Summary(LaunchSpec spec) => Printable.Cut(
        string.Create(CultureInfo.InvariantCulture, $"{spec.Name} {spec.Version}: {spec.Targets.Sum(target => target.Count)} instances of {spec.Image} in {Regions(spec.Targets)}"), MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(LaunchSpec spec)
    {
        var id = OperationKinds.Launch.WorkflowId(spec.Name, spec.Version);
        return Printable.Cut(
            string.Join('\n',
            [
                $"**{spec.Instance.Name}**",
                "",
                $"- from: {spec.Image}{(spec.Image.Owner is { } owner ? $", owner {owner}" : "")}",
                .. spec.Targets.Select(Target),
                $"- test: {(spec.Test is { } test ? $"agent and {Words.Commands(test.Commands.Count)}" : "that each runs")}",
                $"- when a region fails: {Words.Of(spec.OnFailure)}",
                "",
                $"`sharedimages status {id}`",
                "",
                $"`sharedimages cancel {id}` stops it and deletes what it launched",
            ]),
            MaxDetails);
    }

    private static string Target(LaunchTarget target) => string.Create(
        CultureInfo.InvariantCulture,
        $"- {target.Region}: {target.Count}{(target.AtLeast < target.Count ? $", at least {target.AtLeast}" : "")}, {string.Join(" or ", target.InstanceTypes)}, {Encryption(target)}");

    private static string Encryption(LaunchTarget target) =>
        target.KmsKeyId is { } key ? $"encrypted with {key}" : target.Encrypted ? "encrypted with the service key" : "encrypted as the image is";

    private static string Regions(IReadOnlyList<LaunchTarget> targets) =>
        targets.Count <= 2 ? string.Join(", ", targets.Select(target => target.Region)) : string.Create(CultureInfo.InvariantCulture, $"{targets.Count} regions");
}
