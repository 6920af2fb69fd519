namespace SharedImages.Workflows.Tests;

public sealed class ContentDigestTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_SameImage_SameDigest_InAnyTimeZone() =>
        Digest(made: Made.ToOffset(TimeSpan.FromHours(8))).ShouldBe(Digest());

    [Fact]
    public void Of_FitsATag() => Digest().ShouldMatch("^[0-9a-f]{32}$");

    [Fact]
    public void Of_AnythingElse_AnotherDigest()
    {
        string[] others =
        [
            Digest(),
            Digest(imageId: "m-2"),
            Digest(owner: "3"),
            Digest(made: Made.AddSeconds(1)),
            Digest(disks: [new("/dev/xvda", 41)]),
            Digest(disks: [new("/dev/xvda", 40), new("/dev/xvdb", 40)]),
            Digest(architecture: "arm64"),
            Digest(bootMode: "UEFI"),
            ContentDigest.Of("m-1", "2", null, [new("/dev/xvda", 40)], "x86_64", "BIOS"),
        ];

        others.Distinct(StringComparer.Ordinal).Count().ShouldBe(others.Length);
    }

    private static string Digest(
        string imageId = "m-1", string owner = "2", DateTimeOffset? made = null, SourceDisk[]? disks = null, string architecture = "x86_64", string bootMode = "BIOS") =>
        ContentDigest.Of(imageId, owner, made ?? Made, disks ?? [new("/dev/xvda", 40)], architecture, bootMode);
}
