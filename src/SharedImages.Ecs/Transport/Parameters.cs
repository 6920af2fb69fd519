using System.Globalization;

namespace SharedImages.Ecs;

/// <summary>Flattens a request to ECS's parameters (facts §1.6): null is left out, lists count from 1.</summary>
internal sealed class Parameters
{
    private readonly List<KeyValuePair<string, string>> pairs = [];

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    public Parameters Add(string name, string? value)
    {
        if (value is not null)
        {
            pairs.Add(new(name, value));
        }

        return this;
    }

    public Parameters Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public Parameters Add(string name, int value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public Parameters AddList(string name, IReadOnlyList<string> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{name}.{i + 1}"), values[i]);
        }

        return this;
    }

    public Parameters AddTags(IReadOnlyList<Tag> tags)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"Tag.{i + 1}.Key"), tags[i].Key);
            Add(string.Create(CultureInfo.InvariantCulture, $"Tag.{i + 1}.Value"), tags[i].Value);
        }

        return this;
    }
}
