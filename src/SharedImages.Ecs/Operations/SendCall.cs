namespace SharedImages.Ecs;

/// <summary>Makes one call of ECS; gives its answer, which is the caller's to dispose of.</summary>
internal delegate Task<EcsAnswer> SendCall(string action, string regionId, Parameters parameters, CancellationToken cancellationToken);
