using System.Globalization;

namespace SharedImages.Workflows.Tests;

public sealed class RestoreRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly FormerDisk Former = new("m-old", "d-old", 40, false, null, true, "s-1");
    private static readonly InstanceOutcome Replaced = new() { Region = "cn-hangzhou", InstanceId = "i-1", End = InstanceEnd.Replaced, ImageId = "m-new", DiskId = "d-new", Former = Former };

    [Fact]
    public void Commands_AreThoseOfTheInstance() => RestoreRules.WithCommands([Replaced])[0].Restore.ShouldBe(
    [
        "aliyun ecs CreateImage --region cn-hangzhou --SnapshotId s-1 --ImageName restore-i-1",
        "aliyun ecs StopInstance --region cn-hangzhou --InstanceId i-1 --StoppedMode KeepCharging",
        "aliyun ecs ReplaceSystemDisk --region cn-hangzhou --InstanceId i-1 --ImageId IMAGE --SystemDisk.Size 40",
        "aliyun ecs StartInstance --region cn-hangzhou --InstanceId i-1",
    ]);

    [Fact]
    public void Commands_OfAStoppedEncryptedOne_LeaveItStoppedAndEncrypted() =>
        RestoreRules.WithCommands([Replaced with { Former = Former with { WasRunning = false, Encrypted = true, KmsKeyId = "key-1" } }])[0].Restore.ShouldBe(
        [
            "aliyun ecs CreateImage --region cn-hangzhou --SnapshotId s-1 --ImageName restore-i-1",
            "aliyun ecs ReplaceSystemDisk --region cn-hangzhou --InstanceId i-1 --ImageId IMAGE --SystemDisk.Size 40 --Encrypted true --KMSKeyId key-1",
        ]);

    public static TheoryData<string, InstanceOutcome> NotRestorable => new()
    {
        { "no snapshot", Replaced with { Former = Former with { SnapshotId = null } } },
        { "its disk is not gone", Replaced with { DiskId = null } },
        { "it has that content", Replaced with { FormerDiskImageId = "m-former" } },
    };

    [Theory]
    [MemberData(nameof(NotRestorable))]
    public void Commands_WhereNothingIsToBeHadBack_AreNone(string why, InstanceOutcome outcome) => RestoreRules.WithCommands([outcome])[0].Restore.ShouldBeEmpty(why);

    [Fact]
    public void Commands_OfAThousand_AreThoseOfTheFirstThatMissTheirContent()
    {
        var fleet = Enumerable.Range(0, 1000).Select(i => Replaced with
        {
            InstanceId = string.Create(CultureInfo.InvariantCulture, $"i-{i}"),
            End = i < 995 ? InstanceEnd.Replaced : InstanceEnd.BackOnFormerImage,
        }).ToList();

        var told = RestoreRules.WithCommands(fleet);

        told.Select(outcome => outcome.InstanceId).ShouldBe(fleet.Select(outcome => outcome.InstanceId));
        told.Count(outcome => outcome.Restore.Count > 0).ShouldBe(RestoreRules.MaxTold);
        told.Skip(995).ShouldAllBe(outcome => outcome.Restore.Count > 0);
        RestoreRules.Notices(fleet, 7, Now).ShouldHaveSingleItem().ShouldContain("told for 100 of 1000 instances");
    }

    [Fact]
    public void Notices_OfImagesOfOldDisks_SayWhatIsToBeDeletedAndFromWhenOn() =>
        RestoreRules.Notices([Replaced, Replaced with { InstanceId = "i-2", End = InstanceEnd.BackOnFormerImage, FormerDiskImageId = "m-former" }], 7, Now).ShouldHaveSingleItem()
            .ShouldBe("1 image made of old disks stays, with its snapshot, until somebody deletes them, by keepOldDisk from 2026-12-01 on: aliyun ecs DeleteImage --region cn-hangzhou --ImageId m-former --Force true");

    [Fact]
    public void Notices_WithoutSuch_AreNone() => RestoreRules.Notices([Replaced], 7, Now).ShouldBeEmpty();
}
