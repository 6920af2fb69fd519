using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>Which versions stay. The others are retired, oldest first.</summary>
/// <param name="Newest">So many of the newest stay, the present one among them; 1–100. Required.</param>
/// <param name="Younger">Those that are younger stay, too. Default null: their number decides alone.</param>
/// <param name="Notice">See <see cref="RetirementSpec"/>.</param>
/// <param name="Soak">See <see cref="RetirementSpec"/>.</param>
/// <param name="Delete">See <see cref="RetirementSpec"/>.</param>
public sealed record KeepSpec(
    int Newest,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan? Younger,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan Notice,
    [property: JsonConverter(typeof(SpecDurations.Json))] TimeSpan Soak,
    bool Delete)
{
    /// <summary>More cannot be asked for.</summary>
    public const int Most = 100;
}
