using SharedImages.Ecs;

namespace SharedImages.Activities.Tests;

public sealed class SourceImagesTests
{
    private static readonly Image Source = new()
    {
        ImageId = "m-1",
        ImageOwnerId = "2",
        ImageName = "web-base",
        CreationTime = Site.Start,
        Architecture = "x86_64",
        BootMode = "UEFI",
        DiskDeviceMappings = [new("/dev/xvda", "system", 40, "s-1", true, 100, 0)],
    };

    [Fact]
    public void Content_IsWhatCannotChange()
    {
        Image[] others =
        [
            Source with { ImageId = "m-2" },
            Source with { ImageOwnerId = "3" },
            Source with { CreationTime = Site.Start.AddSeconds(1) },
            Source with { CreationTime = null },
            Source with { Architecture = "arm64" },
            Source with { BootMode = "BIOS" },
            Source with { DiskDeviceMappings = [new("/dev/xvda", "system", 41, "s-1", true, 100, 0)] },
            Source with { DiskDeviceMappings = [.. Source.DiskDeviceMappings, new("/dev/xvdb", "data", 40, "s-2", true, 100, 0)] },
        ];

        others.Select(Content).Append(Content(Source)).Distinct().Count().ShouldBe(others.Length + 1);
    }

    [Fact]
    public void Content_IsNothingThatCanChange()
    {
        Image[] same =
        [
            Source with { ImageName = "another" },
            Source with { Description = "words" },
            Source with { ImageFamily = "web" },
            Source with { Status = ImageStatus.Deprecated },
            Source with { Tags = [new("team", "web")] },
            Source with { CreationTime = Site.Start.ToOffset(TimeSpan.FromHours(8)) },
        ];

        same.Select(Content).ShouldAllBe(content => content == Content(Source));
    }

    private static string Content(Image image) => SourceImages.Of(image, Site.Home, "2").Content;
}
