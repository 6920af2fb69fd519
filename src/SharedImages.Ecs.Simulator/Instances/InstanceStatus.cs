namespace SharedImages.Ecs.Simulator;

/// <summary>Statuses of instances, as ECS spells them (facts §5).</summary>
internal static class InstanceStatus
{
    public const string Pending = "Pending";
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string Stopping = "Stopping";
    public const string Stopped = "Stopped";

    public static readonly IReadOnlyList<string> All = [Pending, Starting, Running, Stopping, Stopped];
}
