using System.Globalization;

namespace SharedImages.Ecs;

/// <summary>The parameters of a call; null is left out.</summary>
internal sealed class Parameters
{
    private readonly List<KeyValuePair<string, string>> pairs = [];

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>Whether ECS is only asked to check.</summary>
    public bool IsDryRun => pairs.Contains(new("DryRun", "true"));

    public Parameters Without(string name)
    {
        pairs.RemoveAll(pair => pair.Key == name);
        return this;
    }

    public Parameters Add(string name, string? value)
    {
        if (value is not null)
        {
            pairs.Add(new(name, value));
        }

        return this;
    }

    public Parameters Add(string name, bool value) => Add(name, value ? "true" : "false");

    public Parameters Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));
}
