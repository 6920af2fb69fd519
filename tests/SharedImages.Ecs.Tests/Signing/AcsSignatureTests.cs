namespace SharedImages.Ecs.Tests;

/// <summary>The vectors of facts §1.4: A is Alibaba Cloud's published one, B covers STS headers and the encoding.</summary>
public sealed class AcsSignatureTests
{
    private static readonly Dictionary<string, string> HeadersOfA = new(StringComparer.Ordinal)
    {
        ["host"] = "ecs.cn-shanghai.aliyuncs.com",
        ["x-acs-action"] = "RunInstances",
        ["x-acs-version"] = "2014-05-26",
        ["x-acs-date"] = "2023-10-26T10:22:32Z",
        ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d",
        ["x-acs-content-sha256"] = AcsSignature.EmptyBodySha256,
    };

    private static readonly KeyValuePair<string, string>[] ParametersOfA =
    [
        new("RegionId", "cn-shanghai"),
        new("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
    ];

    [Fact]
    public void CanonicalRequest_PublishedVector_IsTheSameByteForByte()
    {
        const string canonical = """
            POST
            /
            ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai
            host:ecs.cn-shanghai.aliyuncs.com
            x-acs-action:RunInstances
            x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            x-acs-date:2023-10-26T10:22:32Z
            x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d
            x-acs-version:2014-05-26

            host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            """;

        var request = AcsSignature.CanonicalRequest("POST", AcsSignature.CanonicalQuery(ParametersOfA), HeadersOfA, AcsSignature.EmptyBodySha256);

        request.ShouldBe(canonical);
        AcsSignature.Hash(request).ShouldBe("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    }

    [Fact]
    public void Sign_PublishedVector_GivesThePublishedSignature() =>
        AcsSignature.Sign("POST", AcsSignature.CanonicalQuery(ParametersOfA), HeadersOfA, AcsSignature.EmptyBodySha256, "YourAccessKeySecret")
            .ShouldBe("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");

    [Fact]
    public void Sign_StsHeadersAndReservedCharacters_GivesTheKnownSignature()
    {
        var query = AcsSignature.CanonicalQuery([new("Tag.1.Value", "中文/+="), new("Tag.1.Key", "a b*~"), new("Action", "x")]);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = "ecs.cn-hangzhou.aliyuncs.com",
            ["x-acs-action"] = "CopyImage",
            ["x-acs-version"] = "2014-05-26",
            ["x-acs-date"] = "2026-11-24T00:00:00Z",
            ["x-acs-signature-nonce"] = "n1",
            ["x-acs-security-token"] = "tok",
            ["x-acs-accesskey-id"] = "ak",
            ["x-acs-content-sha256"] = AcsSignature.EmptyBodySha256,
        };

        query.ShouldBe("Action=x&Tag.1.Key=a%20b%2A~&Tag.1.Value=%E4%B8%AD%E6%96%87%2F%2B%3D");
        AcsSignature.Sign("POST", query, headers, AcsSignature.EmptyBodySha256, "sk")
            .ShouldBe("e955bba7017112fd6d3ef2695dd5a63b499620ca8113fc43e2cf7ce85329e1e2");
    }

    [Theory]
    [InlineData("AZaz09-_.~", "AZaz09-_.~")]
    [InlineData(" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}", "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D")]
    [InlineData("é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80")]
    [InlineData("", "")]
    public void Encode_AnyText_LeavesOnlyTheUnreservedCharacters(string text, string encoded) => AcsSignature.Encode(text).ShouldBe(encoded);

    [Fact]
    public void CanonicalQuery_Names_AreSortedByCodePointNotByCulture() =>
        AcsSignature.CanonicalQuery([new("a", "1"), new("Tag.2.Key", "2"), new("Tag.10.Key", "3"), new("B", "4"), new("Empty", "")])
            .ShouldBe("B=4&Empty=&Tag.10.Key=3&Tag.2.Key=2&a=1");

    [Fact]
    public void CanonicalRequest_HeaderValues_AreTrimmed() =>
        AcsSignature.CanonicalRequest("POST", "", new Dictionary<string, string> { ["host"] = " h " }, "hash").ShouldBe("POST\n/\n\nhost:h\n\nhost\nhash");
}
