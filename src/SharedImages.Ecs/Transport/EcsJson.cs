using System.Text.Json.Serialization;

namespace SharedImages.Ecs;

/// <summary>Source-generated JSON for what is sent.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class EcsJson : JsonSerializerContext;
