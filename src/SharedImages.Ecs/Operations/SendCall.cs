using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Makes one call of ECS; gives its answer.</summary>
internal delegate Task<JsonElement> SendCall(string action, string regionId, Parameters parameters, CancellationToken cancellationToken);
