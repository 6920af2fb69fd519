using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Source-generated JSON for what is sent.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EcsJson : JsonSerializerContext
{
    /// <summary>Escapes no more than JSON needs, as the official SDKs do: the text is a parameter and never part of a page.</summary>
    public static EcsJson Plain { get; } = new(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
