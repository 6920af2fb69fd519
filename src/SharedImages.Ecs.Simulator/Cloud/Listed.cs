namespace SharedImages.Ecs.Simulator;

/// <summary>Where a resource is listed, and when that changes by itself.</summary>
internal sealed class Listed
{
    public ListKey[] Keys { get; set; } = [];

    public DateTimeOffset? Due { get; set; }
}
