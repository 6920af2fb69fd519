namespace SharedImages.Ecs.Simulator;

/// <summary>The open copies of one account that count in one region.</summary>
internal sealed class CopyLane
{
    /// <summary>Images whose copies have no slot yet, oldest first.</summary>
    public LinkedList<ImageRecord> Waiting { get; } = [];

    /// <summary>Images whose copies run.</summary>
    public HashSet<ImageRecord> Running { get; } = [];
}
