namespace SharedImages.Ecs.Simulator;

/// <summary>Statuses of disks, as ECS spells them (facts §2.14).</summary>
internal static class DiskStatus
{
    public const string InUse = "In_use";
    public const string Available = "Available";
    public const string Creating = "Creating";
    public const string ReIniting = "ReIniting";

    public static readonly IReadOnlyList<string> All = [InUse, Available, "Attaching", "Detaching", Creating, ReIniting];
}
