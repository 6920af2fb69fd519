namespace SharedImages.Ecs.Simulator;

/// <summary>A value in a YAML file and where it begins, counted from 1.</summary>
internal abstract record YamlNode(long Line, long Column)
{
    /// <summary>For messages.</summary>
    public abstract string Kind { get; }
}

internal sealed record YamlText(string Value, long Line, long Column) : YamlNode(Line, Column)
{
    public override string Kind => "a value";
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, long Line, long Column) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

/// <summary>Fields as written, doubled ones included.</summary>
internal sealed record YamlMap(IReadOnlyList<(YamlText Name, YamlNode Value)> Fields, long Line, long Column) : YamlNode(Line, Column)
{
    public override string Kind => "a group of fields";
}
