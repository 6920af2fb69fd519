using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Categories of disks and their sizes in GiB (facts §2.12). The simulator keeps one range for all categories.</summary>
internal static class DiskSizes
{
    public const int Min = 20;
    public const int MaxSystem = 2048;
    public const int MaxData = 32768;

    public static readonly IReadOnlyList<string> Categories = ["cloud_essd", "cloud_auto", "cloud_ssd", "cloud_efficiency"];

    private const int DefaultSystem = 40;

    /// <summary>Of a system disk: not below the image's, nor below a size that it must keep.</summary>
    public static int System(string? given, int ofImage, int least)
    {
        if (given is null)
        {
            return Math.Max(Math.Max(DefaultSystem, ofImage), least);
        }

        var size = Read(given) ?? throw new ApiException(400, "InvalidSystemDiskSize.ValueNotSupported", "The specified SystemDisk.Size is not supported: a whole number of GiB.");
        if (size < Min || size < least)
        {
            throw new ApiException(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified SystemDisk.Size is below the minimum.");
        }

        if (size < ofImage)
        {
            throw new ApiException(404, "InvalidSystemDiskSize.LessThanImageSize", "The specified SystemDisk.Size is less than the size of the image.");
        }

        return size <= MaxSystem ? size : throw new ApiException(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified SystemDisk.Size is above the maximum.");
    }

    /// <summary>Of a data disk: not below its source's.</summary>
    public static int Data(string? given, int ofSource, string name)
    {
        var size = given is null ? ofSource : Read(given);
        return size is { } value && value >= Math.Max(Min, ofSource) && value <= MaxData ? value : throw Errors.InvalidParameter(name);
    }

    private static int? Read(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
