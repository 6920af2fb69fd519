using System.Globalization;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A call, or with no action the passing of time.</summary>
internal sealed record ModelStep
{
    public string Action { get; init; } = "";

    public int Seconds { get; init; }

    public string Account { get; init; } = "";

    public string Region { get; init; } = "";

    public ModelKey? Image { get; init; }

    public string Destination { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Token { get; init; }

    public bool DryRun { get; init; }

    public IReadOnlyList<string> Add { get; init; } = [];

    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>DescribeImages: of every status.</summary>
    public bool All { get; init; }

    /// <summary>What happens to this call.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>The parameters as they are sent.</summary>
    /// <param name="imageId">The id of <see cref="Image"/>.</param>
    public Dictionary<string, string> Parameters(string imageId)
    {
        (string Name, string? Value)[] all =
        [
            ("RegionId", Region), ("ImageId", Image is null ? null : imageId), ("ClientToken", Token), ("DryRun", DryRun ? "true" : null),
            ("DestinationRegionId", Destination), ("DestinationImageName", Name), ("Status", All ? "ALL" : null), ("PageSize", Action == "DescribeImages" ? "100" : null),
            .. Add.Select((account, index) => (string.Create(CultureInfo.InvariantCulture, $"AddAccount.{index + 1}"), (string?)account)),
            .. Remove.Select((account, index) => (string.Create(CultureInfo.InvariantCulture, $"RemoveAccount.{index + 1}"), (string?)account)),
        ];
        return all.Where(parameter => !string.IsNullOrEmpty(parameter.Value)).ToDictionary(parameter => parameter.Name, parameter => parameter.Value!, StringComparer.Ordinal);
    }

    public override string ToString() => Action.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Seconds} s pass")
        : $"{Account} {Action} {string.Join(' ', Parameters($"{Image}").Select(parameter => $"{parameter.Key}={parameter.Value}"))}{(Fault is null ? "" : $"  ({Fault})")}";
}
