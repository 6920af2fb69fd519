using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Source-generated JSON for what is sent.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EcsJson : JsonSerializerContext;
