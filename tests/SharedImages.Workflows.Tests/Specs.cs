namespace SharedImages.Workflows.Tests;

internal static class Specs
{
    public static PromotionSpec Plain() => new(
        "web-base",
        "2026.11.24",
        null,
        new("cn-hangzhou", "2000000000000002", "m-source", null),
        null,
        [new("cn-shanghai", false, null)],
        new("web-base-2026.11.24", null, null, new Dictionary<string, string>(StringComparer.Ordinal)),
        new([]),
        OnFailure.Keep);

    public static PromotionSpec Encrypted() => Plain() with
    {
        Intake = new(true, "key-hz", IntakeAfter.Keep),
        Targets = [new("cn-shanghai", true, "key-sh")],
    };

    public static readonly RunIdentity Run = new("run-1", "1000000000000001", "test");

    public static SourceImage Source(bool encrypted) => new()
    {
        ImageId = "m-source",
        Name = "web-base",
        Region = "cn-hangzhou",
        OwnerId = "2000000000000002",
        OriginId = "2000000000000002",
        Content = "content-1",
        Encrypted = encrypted,
        Disks = [new("/dev/xvda", 40)],
    };
}
