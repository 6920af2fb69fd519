namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>A request for a <see cref="DirectSimulator"/>.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path, not encoded.</param>
/// <param name="Query">Query without its question mark, encoded.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">Body.</param>
internal sealed record DirectRequest(string Method, string Path, string Query, Dictionary<string, string> Headers, byte[] Body)
{
    public override string ToString() =>
        $"{Method} {Path}?{Query}\n{string.Join('\n', Headers.Select(header => $"{header.Key}: {header.Value}"))}\n{System.Text.Encoding.UTF8.GetString(Body)}";
}
