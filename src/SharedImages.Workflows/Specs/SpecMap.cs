namespace SharedImages.Workflows;

/// <summary>A map, in the order of the document; doubled fields are still there.</summary>
public sealed record SpecMap(int Line, int Column, IReadOnlyList<SpecEntry> Entries) : SpecNode(Line, Column);

/// <summary>A field of a map.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Line of the name, from 1.</param>
/// <param name="Column">Column of the name, from 1.</param>
/// <param name="Value">Its value.</param>
public sealed record SpecEntry(string Name, int Line, int Column, SpecNode Value);
