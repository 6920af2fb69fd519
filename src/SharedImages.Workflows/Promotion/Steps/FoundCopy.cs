using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>An own image as seen when looking for a copy.</summary>
/// <param name="ImageId">Its id.</param>
/// <param name="Status">ECS's status.</param>
/// <param name="Run">Value of its run tag; empty when it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Whose">What is known of whose it is, for an operator; null when it is this very copy.</param>
/// <param name="Done">Whether it carries the done mark.</param>
public sealed record FoundCopy(
    string ImageId, string Status, string Run, string Name, string? Whose = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Done = false);
