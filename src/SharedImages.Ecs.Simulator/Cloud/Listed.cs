namespace SharedImages.Ecs.Simulator;

/// <summary>Where a resource is listed, and when that changes by itself.</summary>
internal sealed class Listed<T>
    where T : class, IListed<T>
{
    public RankedSet<T>[] Lists { get; set; } = [];

    public DateTimeOffset? Due { get; set; }
}
