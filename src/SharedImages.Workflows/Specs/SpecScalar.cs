namespace SharedImages.Workflows;

/// <summary>Text, number, boolean or null.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Kind">Which of them; YAML's unquoted <c>10</c> is a number, its <c>"10"</c> text.</param>
/// <param name="Text">As written, without quotes.</param>
public sealed record SpecScalar(int Line, int Column, SpecScalarKind Kind, string Text) : SpecNode(Line, Column);
