namespace SharedImages.Workflows;

/// <summary>A list.</summary>
public sealed record SpecList(int Line, int Column, IReadOnlyList<SpecNode> Items) : SpecNode(Line, Column);
