namespace SharedImages.Workflows;

/// <summary>One thing wrong with a spec.</summary>
/// <param name="Path">Where in the document, for example <c>targets[1].region</c>; empty for the whole.</param>
/// <param name="Line">Line, from 1; 0 when unknown.</param>
/// <param name="Column">Column, from 1; 0 when unknown.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record SpecError(string Path, int Line, int Column, string Problem, string Remedy)
{
    /// <summary><c>line:column: path: problem; remedy</c>.</summary>
    public override string ToString() => $"{Line}:{Column}: {(Path.Length == 0 ? "" : Path + ": ")}{Problem}; {Remedy}";
}
