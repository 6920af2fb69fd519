using SharedImages.Ecs;
using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

/// <summary>What of sharing an image is refused before ECS is asked.</summary>
public sealed class ShareRulesTests
{
    private static readonly DiskDeviceMapping Plain = new("/dev/xvda", "system", 40, "s-1");
    private static readonly DiskDeviceMapping Encrypted = Plain with { Encrypted = true };

    public static TheoryData<string, Image, string?> Rows => new()
    {
        { "plain", Ours() with { DiskDeviceMappings = [Plain, Plain] }, null },
        { "one encrypted disk", Ours() with { DiskDeviceMappings = [Encrypted, Plain] }, null },
        { "several encrypted disks (E12)", Ours() with { DiskDeviceMappings = [Encrypted, Encrypted] }, "one-encrypted-disk" },
        { "a promotion's copy under its own key", Ours() with { Tags = Tags(encrypted: true, "key-1") }, null },
        { "a promotion's copy under the service key (E9)", Ours() with { Tags = Tags(encrypted: true, null) }, "service-key" },
        { "a promotion's plain copy", Ours() with { Tags = Tags(encrypted: false, null) }, null },
        { "a tag that says so on what is no copy", Ours() with { IsCopied = false, Tags = Tags(encrypted: true, null) }, null },
        { "deprecated", Ours() with { Status = ImageStatus.Deprecated }, "image-available" },
        { "still being made", Ours() with { Status = ImageStatus.Creating }, "image-available" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Unshareable_SaysWhatEcsWouldRefuse(string what, Image image, string? rule) =>
        ShareRules.Unshareable(image, Site.Home).Select(refusal => refusal.Rule).ShouldBe(rule is null ? [] : [rule], customMessage: what);

    [Theory]
    [InlineData(SimulatorWorld.OurAccount, false, null)]
    [InlineData(SimulatorWorld.PublisherAccount, false, "cn-hangzhou/m-1 belongs to 2000000000000002, and only its owner can share it; promote it, and share the copy")]
    [InlineData(SimulatorWorld.OurAccount, true, "cn-hangzhou/m-1 is a community image, which everybody has; make it an ordinary one first")]
    public void Refuse_WhatIsNotOursToShare(string owner, bool isPublic, string? message) =>
        ShareRules.Refuse(Ours() with { ImageOwnerId = owner, IsPublic = isPublic }, Site.Home, SimulatorWorld.OurAccount)?.Message.ShouldBe(message);

    private static Image Ours() => Copies.Shown("m-1") with { Tags = [] };

    private static IReadOnlyList<Tag> Tags(bool encrypted, string? key) =>
        [.. Copies.Request().TagsWith((Lineage.CopyKey, CopyKeys.CopyKey("web-base", "1", SimulatorWorld.EncryptedImageId, Site.Home, encrypted, key))).Select(tag => new Tag(tag.Key, tag.Value))];
}
