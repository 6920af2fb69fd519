using System.Globalization;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>What a promotion is asked for, as the Web UI shows it from its start on. Pure.</summary>
internal static class PromotionSpecText
{
    private const int MaxSummary = 120;
    private const int MaxDetails = 4000;

    /// <summary>One line.</summary>
    public static string Summary(PromotionSpec spec) => Printable.Cut(
        string.Create(CultureInfo.InvariantCulture, $"{spec.Name} {spec.Version}: {Image(spec.Source)} of {spec.Source.Region} to {Regions(spec.Targets)}"), MaxSummary);

    /// <summary>Markdown.</summary>
    public static string Details(PromotionSpec spec)
    {
        var id = ContractNames.WorkflowId(spec.Name, spec.Version);
        var lines = new List<string>
        {
            $"**{spec.Image.Name}**",
            "",
            $"- source: {Image(spec.Source)} in {spec.Source.Region}, owner {spec.Source.Owner}",
            $"- share with: {(spec.Share.Accounts.Count == 0 ? "nobody" : string.Join(", ", spec.Share.Accounts))}",
            $"- when a region fails: {Words.Of(spec.OnFailure)}",
        };
        if (spec.Test is { } test)
        {
            lines.Add($"- test before sharing: agent and {Words.Commands(test.Commands.Count)} on {string.Join(" or ", test.On.InstanceTypes)}");
        }

        if (spec.Launch is { } launch)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- launch at the end: {launch.Targets.Sum(target => target.Count)} instances `{launch.Instance.Name}` in {string.Join(", ", launch.Targets.Select(target => target.Region))}"));
        }

        lines.AddRange(spec.Targets.Select(target => $"- {target.Region}: {Encryption(target)}"));
        lines.AddRange(["", $"`sharedimages status {id}`", "", $"`sharedimages cancel {id}` stops it and removes what it made"]);
        return Printable.Cut(string.Join('\n', lines), MaxDetails);
    }

    private static string Image(SourceSpec source) => source.ImageId ?? $"newest {source.NamePattern}";

    private static string Regions(IReadOnlyList<TargetSpec> targets) =>
        targets.Count <= 2 ? string.Join(", ", targets.Select(target => target.Region)) : string.Create(CultureInfo.InvariantCulture, $"{targets.Count} regions");

    private static string Encryption(TargetSpec target) =>
        target.KmsKeyId is { } key ? $"encrypted with {key}" : target.Encrypted ? "encrypted with the service key" : "plain";
}
