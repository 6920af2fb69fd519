namespace SharedImages.Workflows.Tests;

public sealed class FleetRulesTests
{
    private static readonly UsedImage Plain = new() { Region = "cn-shanghai", ImageId = "m-new", Name = "web", OwnerId = "1", DiskSizes = [40] };

    [Theory]
    [InlineData(250, 0, new[] { 100, 100, 50 }, 0)]
    [InlineData(250, 2, new[] { 2, 100, 100, 48 }, 1)]
    [InlineData(3, 5, new[] { 3 }, 1)]
    [InlineData(300, 150, new[] { 100, 50, 100, 50 }, 2)]
    public void Windows_CanaryFirst(int instances, int canary, int[] sizes, int canaryWindows)
    {
        var windows = FleetRules.Windows([.. Enumerable.Range(0, instances).Select(i => new ChosenInstance($"i-{i}", 0, "m-old"))], canary);

        windows.Select(window => window.Count).ShouldBe(sizes);
        windows.SelectMany(window => window).Select(instance => instance.InstanceId).ShouldBe(Enumerable.Range(0, instances).Select(i => $"i-{i}"));
        FleetRules.CanaryWindows(canary).ShouldBe(canaryWindows);
    }

    [Fact]
    public void Ordered_ThoseThatHaveTheirImageAlreadyComeLast()
    {
        DiskWish[] disks = [new("cn-shanghai", "m-new", false, null), new("cn-beijing", "m-new-2", false, null)];
        ChosenInstance[] chosen = [new("i-1", 0, "m-new"), new("i-2", 0, "m-old"), new("i-3", 1, "m-new"), new("i-4", 1, "m-new-2"), new("i-5", 0, "m-old")];

        FleetRules.Ordered(chosen, disks).Select(instance => instance.InstanceId).ShouldBe(["i-2", "i-3", "i-5", "i-1", "i-4"]);
        FleetRules.Needing(chosen, disks).ShouldBe(3);
    }

    [Theory]
    [InlineData(false, "2", false, false)]
    [InlineData(true, "2", false, true)]
    [InlineData(true, "2", true, false)]
    [InlineData(false, "2", true, false)]
    [InlineData(true, "1", false, false)]
    public void Encryption_OfAnEncryptedSharedImageItNeedsToBeSaid(bool image, string owner, bool stated, bool isRefused)
    {
        var spec = ReplacementSpecJson.Spec();
        spec = spec with { Instances = [spec.Instances[0] with { Encrypted = stated, KmsKeyId = null }] };

        FleetRules.Encryption(spec, [Plain with { OwnerId = owner, Encrypted = image }], "1").Select(refusal => refusal.Rule).ShouldBe(isRefused ? ["encryption"] : []);
    }

    [Fact]
    public void Disks_OneWishForEachSelection()
    {
        var spec = ReplacementSpecJson.Spec();
        spec = spec with { Instances = [spec.Instances[0], spec.Instances[0] with { Encrypted = false, KmsKeyId = null }] };

        FleetRules.Disks(spec, [Plain]).ShouldBe([new("cn-shanghai", "m-new", true, "key-shanghai"), new("cn-shanghai", "m-new", false, null)]);
    }
}
