using CsCheck;

namespace SharedImages.Ecs.Tests;

public sealed class EndpointResolverTests
{
    private static readonly EndpointResolver Default = new(new EcsClientOptions());

    [Theory]
    [InlineData("cn-shanghai", "https://ecs.cn-shanghai.aliyuncs.com/")]
    [InlineData("ap-southeast-1", "https://ecs.ap-southeast-1.aliyuncs.com/")]
    [InlineData("cn-heyuan-acdr-1", "https://ecs.cn-heyuan-acdr-1.aliyuncs.com/")]
    [InlineData("cn-hangzhou", "https://ecs-cn-hangzhou.aliyuncs.com/")]
    [InlineData("cn-shanghai-finance-1", "https://ecs-cn-hangzhou.aliyuncs.com/")]
    [InlineData("cn-shenzhen-finance-1", "https://ecs-cn-hangzhou.aliyuncs.com/")]
    [InlineData("cn-north-2-gov-1", "https://ecs.aliyuncs.com/")]
    [InlineData("cn-beijing-gov-1", "https://ecs.aliyuncs.com/")]
    [InlineData("cn-hangzhou-finance", "https://ecs.aliyuncs.com/")]
    public void Ecs_WithoutSettings_IsTheOfficialSdksEndpoint(string region, string endpoint) => Default.Ecs("CopyImage", region).ShouldBe(new Uri(endpoint));

    [Theory]
    [InlineData("cn-shenzhen-su18-b01", "https://ecs-cn-hangzhou.aliyuncs.com/")]
    [InlineData("rus-west-1-pop", "https://ecs.aliyuncs.com/")]
    [InlineData("cn-edge-1", "https://ecs.cn-qingdao-nebula.aliyuncs.com/")]
    [InlineData("cn-zhangjiakou-na62-a01", "https://ecs.cn-zhangjiakou.aliyuncs.com/")]
    [InlineData("eu-west-1-oxs", "https://ecs.cn-shenzhen-cloudstone.aliyuncs.com/")]
    [InlineData("eu-central-1", "https://ecs.eu-central-1.aliyuncs.com/")]
    [InlineData("us-west-1", "https://ecs.us-west-1.aliyuncs.com/")]
    [InlineData("me-central-1", "https://ecs.me-central-1.aliyuncs.com/")]
    [InlineData("na-south-1", "https://ecs.na-south-1.aliyuncs.com/")]
    [InlineData("cn-hongkong", "https://ecs.cn-hongkong.aliyuncs.com/")]
    public void Ecs_RestrictedAndInternationalRegions_AreTheOfficialSdksToo(string region, string endpoint) => Default.Ecs("CopyImage", region).ShouldBe(new Uri(endpoint));

    [Theory]
    [InlineData("cn-hangzhou")]
    [InlineData("cn-shanghai")]
    [InlineData("eu-central-1")]
    public void Ecs_InAVpc_IsTheRegionsOwn(string region) =>
        new EndpointResolver(new EcsClientOptions { Network = EcsNetwork.Vpc }).Ecs("CopyImage", region).ShouldBe(new Uri($"https://ecs-vpc.{region}.aliyuncs.com/"));

    [Fact]
    public void Sts_InAVpc_IsTheHomeRegions() =>
        new EndpointResolver(new EcsClientOptions { Network = EcsNetwork.Vpc }).Sts("GetCallerIdentity", "cn-shanghai").ShouldBe(new Uri("https://sts-vpc.cn-shanghai.aliyuncs.com/"));

    [Fact]
    public void Endpoints_ThatAreSet_WinOverTheNetwork()
    {
        var one = new Uri("https://one.example/");

        new EndpointResolver(new EcsClientOptions { Network = EcsNetwork.Vpc, Endpoint = one }).Ecs("CopyImage", "cn-hangzhou").ShouldBe(one);
    }

    [Theory]
    [InlineData("cn-hangzhuo")]
    [InlineData("ap-south-1")]
    [InlineData("eu-west-9")]
    public void AnyService_UnknownRegion_IsSaidInsteadOfTryingAHostThatIsNotThere(string region)
    {
        var ecs = Should.Throw<EcsException>(() => Default.Ecs("CopyImage", region));
        var sts = Should.Throw<EcsException>(() => Default.Sts("GetCallerIdentity", region));

        ecs.Kind.ShouldBe(ErrorKind.RegionNotFound);
        ecs.Code.ShouldBe("InvalidRegionId.NotFound");
        ecs.HttpStatus.ShouldBeNull();
        ecs.EcsMessage.ShouldBe($"\"{region}\" is none of the regions that are known here; if there is such a region, name its endpoint in RegionEndpoints");
        sts.EcsMessage.ShouldEndWith("name its endpoint in StsEndpoint");
    }

    [Fact]
    public void Ecs_UnknownRegionWithAnEndpoint_IsAskedThere()
    {
        var own = new Uri("https://ecs.eu-west-9.aliyuncs.com/");
        var options = new EcsClientOptions { RegionEndpoints = new Dictionary<string, Uri> { ["eu-west-9"] = own } };

        new EndpointResolver(options).Ecs("CopyImage", "eu-west-9").ShouldBe(own);
        new EndpointResolver(new EcsClientOptions { Endpoint = new("https://one.example/") }).Ecs("CopyImage", "eu-west-9").ShouldBe(new Uri("https://one.example/"));
    }

    [Fact]
    public void Sts_WithoutSettings_IsTheRegions() => Default.Sts("GetCallerIdentity", "cn-shanghai").ShouldBe(new Uri("https://sts.cn-shanghai.aliyuncs.com/"));

    [Theory]
    [InlineData(EcsNetwork.Public, null, "sts")]
    [InlineData(EcsNetwork.Public, true, "sts-vpc")]
    [InlineData(EcsNetwork.Vpc, null, "sts-vpc")]
    [InlineData(EcsNetwork.Vpc, false, "sts")]
    public void Sts_Network_IsTheOneOfTheOptionsUnlessItIsSaid(EcsNetwork network, bool? inVpc, string host) =>
        new EndpointResolver(new EcsClientOptions { Network = network }).Sts("AssumeRole", "cn-shanghai", inVpc).ShouldBe(new Uri($"https://{host}.cn-shanghai.aliyuncs.com/"));

    [Theory]
    [InlineData("")]
    [InlineData("cn")]
    [InlineData("CN-HANGZHOU")]
    [InlineData("cn-hangzhou\n")]
    [InlineData(" cn-hangzhou")]
    [InlineData("cn-hangzhou.evil.example/")]
    [InlineData("cn-hangzhou/../x")]
    [InlineData("evil.example#-x")]
    [InlineData("user@evil-1")]
    [InlineData("cn--hangzhou")]
    [InlineData("cn-hangzhoü")]
    [InlineData("cn-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void AnyService_NotTheFormOfARegion_MakesNoHostName(string region)
    {
        var ecs = Should.Throw<EcsException>(() => Default.Ecs("CopyImage", region));
        var sts = Should.Throw<EcsException>(() => Default.Sts("GetCallerIdentity", region));

        ecs.Kind.ShouldBe(ErrorKind.RegionNotFound);
        ecs.Code.ShouldBe("InvalidRegionId.NotFound");
        ecs.EcsMessage.ShouldBe($"\"{region}\" is not the form of a region id");
        sts.Action.ShouldBe("GetCallerIdentity");
        sts.Kind.ShouldBe(ErrorKind.RegionNotFound);
    }

    [Fact]
    public void Ecs_AnyRegion_StaysWithinAlibabaCloudOrIsRefused() =>
        Gen.OneOf(Gen.String[0, 12], Gen.String[Gen.Char["abz019-./@:#?%\n"], 1, 80], Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 70], text => $"cn-{text}")).Sample(
            region =>
            {
                try
                {
                    var endpoint = Default.Ecs("CopyImage", region);
                    endpoint.Scheme.ShouldBe("https");
                    endpoint.Host.ShouldEndWith(".aliyuncs.com");
                    endpoint.IsDefaultPort.ShouldBeTrue();
                    endpoint.PathAndQuery.ShouldBe("/");
                }
                catch (EcsException e)
                {
                    e.Kind.ShouldBe(ErrorKind.RegionNotFound);
                }
            },
            iter: 5_000);

    [Fact]
    public void Sts_HasAnEndpointOfItsOwn()
    {
        var resolver = new EndpointResolver(new EcsClientOptions
        {
            Endpoint = new("https://simulator.example:8443/"),
            StsEndpoint = new("https://sts.example/"),
            RegionEndpoints = new Dictionary<string, Uri> { ["cn-hangzhou"] = new("https://hangzhou.example/") },
        });

        resolver.Sts("GetCallerIdentity", "cn-hangzhou").ShouldBe(new Uri("https://sts.example/"));
        resolver.Ecs("CopyImage", "cn-hangzhou").ShouldBe(new Uri("https://hangzhou.example/"));
    }

    [Theory]
    [InlineData("https://ecs.example/api")]
    [InlineData("https://ecs.example/?x=1")]
    [InlineData("https://user@ecs.example/")]
    public void Endpoint_WithMoreThanSchemeHostAndPort_IsRefused(string endpoint) =>
        Should.Throw<ArgumentException>(() => new EndpointResolver(new EcsClientOptions { Endpoint = new(endpoint) }))
            .Message.ShouldContain("is not an http or https address of scheme, host and port only");

    [Fact]
    public void Endpoint_WithAPassword_IsRefusedWithoutShowingIt() =>
        Should.Throw<ArgumentException>(() => new EndpointResolver(new EcsClientOptions { Endpoint = new("https://user:p%40ss@ecs.example/") }))
            .Message.ShouldStartWith("The ECS endpoint https://***@ecs.example/ is not an http or https address");

    [Fact]
    public void Endpoint_Set_IsForEveryRegionAndForSts()
    {
        var one = new Uri("https://simulator.example:8443/");
        var resolver = new EndpointResolver(new EcsClientOptions { Endpoint = one });

        resolver.Ecs("CopyImage", "cn-hangzhou").ShouldBe(one);
        resolver.Ecs("CopyImage", "eu-central-1").ShouldBe(one);
        resolver.Sts("GetCallerIdentity", "cn-hangzhou").ShouldBe(one);
    }

    [Fact]
    public void RegionEndpoints_WinOverEndpoint()
    {
        var one = new Uri("https://one.example/");
        var shanghai = new Uri("https://shanghai.example/");
        var resolver = new EndpointResolver(new EcsClientOptions { Endpoint = one, RegionEndpoints = new Dictionary<string, Uri> { ["cn-shanghai"] = shanghai } });

        resolver.Ecs("CopyImage", "cn-shanghai").ShouldBe(shanghai);
        resolver.Ecs("CopyImage", "cn-hangzhou").ShouldBe(one);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("https://ecs.example/")]
    public void Endpoint_HttpsOrOnThisMachine_IsAllowed(string endpoint) =>
        new EndpointResolver(new EcsClientOptions { Endpoint = new Uri(endpoint) }).Ecs("CopyImage", "cn-hangzhou").ShouldBe(new Uri(endpoint));

    [Theory]
    [InlineData("http://ecs.example/")]
    [InlineData("http://10.0.0.1:8080/")]
    [InlineData("http://127.0.0.1.evil.example/")]
    public void Endpoint_PlainHttpToAnotherMachine_IsRefusedUnlessAllowed(string endpoint)
    {
        var options = new EcsClientOptions { Endpoint = new Uri(endpoint) };
        var inMap = new EcsClientOptions { RegionEndpoints = new Dictionary<string, Uri> { ["cn-hangzhou"] = new(endpoint) } };

        Should.Throw<ArgumentException>(() => new EndpointResolver(options)).Message
            .ShouldStartWith($"The ECS endpoint {endpoint} is plain HTTP and not on this machine; use https, or allow HTTP for a test network.");
        Should.Throw<ArgumentException>(() => new EndpointResolver(inMap));
        new EndpointResolver(options with { AllowHttp = true }).Ecs("CopyImage", "cn-hangzhou").ShouldBe(new Uri(endpoint));
        new EndpointResolver(inMap with { AllowHttp = true }).Ecs("CopyImage", "cn-hangzhou").ShouldBe(new Uri(endpoint));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    public void Endpoint_NotHttp_IsRefusedEvenIfHttpIsAllowed(string endpoint) =>
        Should.Throw<ArgumentException>(() => new EndpointResolver(new EcsClientOptions { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute), AllowHttp = true })).Message
            .ShouldContain("is not an http or https address");
}
