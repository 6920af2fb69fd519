using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>An answer of a <see cref="DirectSimulator"/>.</summary>
/// <param name="HttpStatus">0 = the connection was cut.</param>
/// <param name="ContentType">Content type.</param>
/// <param name="Text">Body.</param>
internal sealed record DirectAnswer(int HttpStatus, string ContentType, string Text)
{
    public bool IsCut => HttpStatus == 0;

    public bool IsSuccess => HttpStatus == 200;

    /// <summary>A text of the outermost object; null when there is none.</summary>
    public string? Field(string name) => ContentType.StartsWith("text/xml", StringComparison.Ordinal)
        ? XElement.Parse(Text).Element(name)?.Value
        : JsonNode.Parse(Text)!.AsObject()[name]?.ToString();
}
