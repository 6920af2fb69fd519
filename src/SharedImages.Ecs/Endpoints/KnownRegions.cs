using System.Collections.Frozen;

namespace SharedImages.Ecs;

/// <summary>The regions of Alibaba Cloud, in mainland China and elsewhere, and where the official SDKs ask for them (facts §1.2).</summary>
internal static class KnownRegions
{
    private const string Hangzhou = "ecs-cn-hangzhou.aliyuncs.com";
    private const string Central = "ecs.aliyuncs.com";
    private const string Nebula = "ecs.cn-qingdao-nebula.aliyuncs.com";

    // The official SDKs' own map; it names regions, too, that not everybody can use.
    private static readonly FrozenDictionary<string, string> Hosts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cn-hangzhou"] = Hangzhou,
        ["cn-shanghai-finance-1"] = Hangzhou,
        ["cn-shenzhen-finance-1"] = Hangzhou,
        ["cn-beijing-nu16-b01"] = Hangzhou,
        ["cn-fujian"] = Hangzhou,
        ["cn-haidian-cm12-c01"] = Hangzhou,
        ["cn-hangzhou-bj-b01"] = Hangzhou,
        ["cn-hangzhou-internal-prod-1"] = Hangzhou,
        ["cn-hangzhou-internal-test-1"] = Hangzhou,
        ["cn-hangzhou-internal-test-2"] = Hangzhou,
        ["cn-hangzhou-internal-test-3"] = Hangzhou,
        ["cn-hangzhou-test-306"] = Hangzhou,
        ["cn-shanghai-et15-b01"] = Hangzhou,
        ["cn-shanghai-et2-b01"] = Hangzhou,
        ["cn-shanghai-internal-test-1"] = Hangzhou,
        ["cn-shenzhen-st4-d01"] = Hangzhou,
        ["cn-shenzhen-su18-b01"] = Hangzhou,
        ["cn-zhangbei-na61-b01"] = Hangzhou,
        ["cn-north-2-gov-1"] = Central,
        ["ap-northeast-2-pop"] = Central,
        ["cn-beijing-finance-pop"] = Central,
        ["cn-beijing-gov-1"] = Central,
        ["cn-hangzhou-finance"] = Central,
        ["cn-hongkong-finance-pop"] = Central,
        ["cn-shanghai-inner"] = Central,
        ["cn-shenzhen-inner"] = Central,
        ["cn-wuhan"] = Central,
        ["cn-yushanfang"] = Central,
        ["cn-zhangbei"] = Central,
        ["rus-west-1-pop"] = Central,
        ["cn-edge-1"] = Nebula,
        ["cn-huhehaote-nebula-1"] = Nebula,
        ["cn-zhengzhou-nebula-1"] = Nebula,
        ["cn-zhangjiakou-na62-a01"] = "ecs.cn-zhangjiakou.aliyuncs.com",
        ["eu-west-1-oxs"] = "ecs.cn-shenzhen-cloudstone.aliyuncs.com",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ByRule = FrozenSet.Create(
        StringComparer.Ordinal,
        "cn-qingdao", "cn-beijing", "cn-zhangjiakou", "cn-huhehaote", "cn-wulanchabu", "cn-shanghai", "cn-nanjing", "cn-fuzhou", "cn-wuhan-lr", "cn-shenzhen", "cn-heyuan",
        "cn-heyuan-acdr-1", "cn-guangzhou", "cn-chengdu", "cn-zhongwei", "cn-zhengzhou-jva", "cn-hongkong", "ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-3",
        "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "us-east-1", "us-west-1", "us-southeast-1", "na-south-1", "eu-west-1", "eu-central-1", "me-east-1", "me-central-1",
        "cn-beijing-finance-1");

    public static bool Contain(string regionId) => ByRule.Contains(regionId) || Hosts.ContainsKey(regionId);

    /// <summary>The host of a region's public endpoint.</summary>
    public static string Host(string regionId) => Hosts.GetValueOrDefault(regionId) ?? $"ecs.{regionId}.aliyuncs.com";
}
