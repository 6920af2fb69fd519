namespace SharedImages.Ecs.Simulator;

public sealed partial record SimulatorWorld
{
    /// <summary>Our account in the default world.</summary>
    public const string OurAccount = "1000000000000001";

    /// <summary>The account whose images are trusted in the default world.</summary>
    public const string PublisherAccount = "2000000000000002";

    /// <summary>An account to share on to.</summary>
    public const string ConsumerAccount = "3000000000000003";

    /// <summary>An account that shares an image which nobody asked for.</summary>
    public const string StrangerAccount = "4000000000000004";

    /// <summary>A second account to share on to.</summary>
    public const string SecondConsumerAccount = "5000000000000005";

    /// <summary>The publisher's encrypted image, shared with us in cn-hangzhou: <c>web-base-2026.11.24</c>.</summary>
    public const string EncryptedImageId = "m-bp1webbaseencr000001";

    /// <summary>The publisher's plain image, shared with us in cn-hangzhou: <c>web-base-2026.11.24-plain</c>.</summary>
    public const string PlainImageId = "m-bp1webbaseplain00001";

    /// <summary>The stranger's plain image, shared with us in cn-hangzhou: newer and with a name that fits <c>web-base-*</c>.</summary>
    public const string StrangerImageId = "m-bp1stranger000000001";

    private static readonly string[] RegionsWithKey = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "ap-southeast-1", "eu-central-1", "us-east-1"];
    private static readonly string[] RegionsWithoutKey = ["cn-shenzhen", "cn-hongkong", "ap-northeast-1", "us-west-1"];
    private static readonly DateTimeOffset Published = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A publisher who shares a plain and an encrypted image with us in cn-hangzhou; our account with a key in each of six regions;
    /// a stranger who shares an image too; two accounts to share on to. All ids are the same in every run.
    /// </summary>
    public static SimulatorWorld Default() => new()
    {
        Regions = [.. RegionsWithKey, .. RegionsWithoutKey],
        Accounts =
        [
            DefaultAccount(OurAccount, "Ours") with { Keys = [.. RegionsWithKey.Select(region => DefaultKey(OurAccount, region))] },
            Publisher(),
            DefaultAccount(ConsumerAccount, "Consumer"),
            DefaultAccount(StrangerAccount, "Stranger") with
            {
                Images = [SharedWithUs(StrangerImageId, "web-base-2026.11.25") with { CreationTime = Published.AddHours(1) }],
            },
            DefaultAccount(SecondConsumerAccount, "Consumer2"),
        ],
    };

    private static WorldAccount Publisher()
    {
        var key = DefaultKey(PublisherAccount, "cn-hangzhou");
        return DefaultAccount(PublisherAccount, "Publisher") with
        {
            Keys = [key],
            Images =
            [
                SharedWithUs(PlainImageId, "web-base-2026.11.24-plain"),
                SharedWithUs(EncryptedImageId, "web-base-2026.11.24") with { Disks = [new WorldDisk(40, key.Id)] },
            ],
        };
    }

    private static WorldImage SharedWithUs(string id, string name) => new()
    {
        Region = "cn-hangzhou",
        Id = id,
        Name = name,
        Description = "Hardened web base image",
        CreationTime = Published,
        SharedWith = [OurAccount],
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["internal"] = "yes" },
    };

    private static WorldAccount DefaultAccount(string id, string name) => new()
    {
        Id = id,
        AccessKeys = [new WorldAccessKey($"LTAIexample{name}", $"example-secret-of-{name}")],
    };

    private static WorldKey DefaultKey(string account, string region) => new(region, Ids.Uuid($"key/{account}/{region}"));
}
