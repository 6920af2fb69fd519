namespace SharedImages.Rehearsal;

/// <summary>A task queue: workflow tasks and activities of one name are two.</summary>
internal readonly record struct QueueKey(string Name, bool IsActivity);
