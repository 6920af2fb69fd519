namespace SharedImages.Workflows;

/// <summary>A value in a spec and where it stands: what JSON and YAML have in common, so that both are read by the same rules.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
public abstract record SpecNode(int Line, int Column);
