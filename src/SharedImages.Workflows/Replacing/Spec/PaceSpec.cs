using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>How fast a fleet is gone through.</summary>
/// <param name="MaxUnavailable">How many instances may be out of service at once, failed ones included: a number, or percent of all that are selected, such as <c>10%</c>. Default 1.</param>
/// <param name="Canary">How many go first, alone. Default 0.</param>
/// <param name="Soak">How long the canary is watched before the others follow, such as <c>30m</c>, or <c>decision</c>. Default <c>0s</c>.</param>
/// <param name="StopAfter">After so many failed instances no other is begun. Default 1.</param>
public sealed record PaceSpec(string MaxUnavailable, int Canary, string Soak, int StopAfter)
{
    /// <summary>Value of <see cref="Soak"/> when a person decides.</summary>
    public const string Decision = "decision";

    internal static readonly PaceSpec Slowest = new("1", 0, "0s", 1);

    /// <summary>How long the canary is watched; null = until somebody decides.</summary>
    internal TimeSpan? SoakTime => Soak == Decision ? null : SpecDurations.Parse(Soak);

    /// <summary>How many of so many instances may be out of service at once, 1 at least.</summary>
    internal int Places(int instances) => MaxUnavailable.EndsWith('%')
        ? Math.Max(1, int.Parse(MaxUnavailable.AsSpan(0, MaxUnavailable.Length - 1), CultureInfo.InvariantCulture) * instances / 100)
        : int.Parse(MaxUnavailable, CultureInfo.InvariantCulture);
}
