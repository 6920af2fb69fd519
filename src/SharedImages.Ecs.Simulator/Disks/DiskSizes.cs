namespace SharedImages.Ecs.Simulator;

/// <summary>Categories of disks and their sizes in GiB (facts §2.12). The simulator keeps one range for all categories.</summary>
internal static class DiskSizes
{
    public const int Min = 20;
    public const int DefaultSystem = 40;
    public const int MaxSystem = 2048;
    public const int MaxData = 32768;

    public static readonly IReadOnlyList<string> Categories = ["cloud_essd", "cloud_auto", "cloud_ssd", "cloud_efficiency"];
}
