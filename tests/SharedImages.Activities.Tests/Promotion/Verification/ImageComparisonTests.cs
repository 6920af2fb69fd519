using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class ImageComparisonTests
{
    private static readonly VerifyImageRequest Request = new()
    {
        Region = "cn-shanghai",
        ImageId = "m-1",
        Account = "1",
        Source = new() { ImageId = "m-0", Name = "source", Region = "cn-hangzhou", OwnerId = "2", OriginId = "2", Content = "c", Architecture = "x86_64" },
        ImageName = "copy",
        Tags = new(StringComparer.Ordinal),
    };

    private static readonly Image Copy = new() { ImageId = "m-1", ImageName = "copy", Status = ImageStatus.Available, Architecture = "x86_64" };

    [Fact]
    public void WhatNobodySays_IsNotCompared() =>
        ImageComparison.Compare(Request, new(Copy with { BootMode = "UEFI", ImageFamily = "web", ImdsSupport = "v2" }, [])).Select(comparison => comparison.Name)
            .ShouldBe(["status", "architecture", "disks", "encrypted", "name"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OnePlainDiskAmongEncryptedOnes_IsNeitherEncryptedNorPlain(bool asked)
    {
        var encrypted = Find(Request with { Encrypted = asked }, Copy with { DiskDeviceMappings = [Disk(encrypted: true), Disk(encrypted: false)] }, "encrypted");

        encrypted.Agrees.ShouldBeFalse();
        encrypted.Actual.ShouldBe("partly");
    }

    [Fact]
    public void DisksUnderTwoKeys_AreNotUnderTheOneAskedFor()
    {
        var key = ImageComparison.Compare(Request with { KmsKeyId = "key-1" }, new(Copy, [Snapshot("s-1", "key-1"), Snapshot("s-2", "key-2")]))
            .Single(comparison => comparison.Name == "kmsKeyId");

        key.Agrees.ShouldBeFalse();
        key.Actual.ShouldBe("key-1, key-2");
    }

    [Fact]
    public void TagsOfOthers_AreLeftAlone()
    {
        var comparisons = ImageComparison.Compare(Request, new(Copy with { Tags = [new("owner", "somebody")] }, []));

        ImageComparison.TagRepair(comparisons).ShouldBeEmpty();
        ImageComparison.TextRepair(Request, comparisons).ShouldBeNull();
        ImageComparison.FeatureRepairs(Request, comparisons).ShouldBeEmpty();
    }

    [Fact]
    public void ATagThatIsMissing_IsNotAnEmptyOne()
    {
        var request = Request with { Tags = new(StringComparer.Ordinal) { ["empty"] = "" } };

        ImageComparison.TagRepair(ImageComparison.Compare(request, new(Copy, []))).ShouldBe([new("empty", "")]);
        ImageComparison.TagRepair(ImageComparison.Compare(request, new(Copy with { Tags = [new("empty", "")] }, []))).ShouldBeEmpty();
    }

    [Fact]
    public void Lineage_IsComparedAndNeverRepaired()
    {
        var request = Request with { Tags = new(StringComparer.Ordinal) { ["sharedimages:source-owner"] = "2" } };
        var comparisons = ImageComparison.Compare(request, new(Copy with { Tags = [new("sharedimages:source-owner", "4")] }, []));

        ImageComparison.TagRepair(comparisons).ShouldBeEmpty();
        ImageComparison.Report(comparisons, comparisons).Single(check => check.Result != CheckResult.Ok).ShouldBe(new("tag sharedimages:source-owner", CheckResult.Differs, "2", "4"));
    }

    [Fact]
    public void ARepairThatDidNotHold_Differs()
    {
        var request = Request with { Family = "web-base" };
        var comparisons = ImageComparison.Compare(request, new(Copy, []));

        ImageComparison.Report(comparisons, comparisons).Single(check => check.Name == "family").ShouldBe(new("family", CheckResult.Differs, "web-base", ""));
    }

    private static Comparison Find(VerifyImageRequest request, Image image, string name) =>
        ImageComparison.Compare(request, new(image, [])).Single(comparison => comparison.Name == name);

    private static DiskDeviceMapping Disk(bool encrypted) => new("/dev/xvda", "system", 40, "s-1", encrypted, 100, 0);

    private static Snapshot Snapshot(string id, string key) => new(id, "accomplished", 100, true, key, "image");
}
