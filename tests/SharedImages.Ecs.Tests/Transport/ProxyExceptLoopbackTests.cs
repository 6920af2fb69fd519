using System.Net;

namespace SharedImages.Ecs.Tests;

/// <summary>That the client uses it is seen in every test that has a server: <see cref="EcsClientTest"/> runs them behind a dead proxy.</summary>
public sealed class ProxyExceptLoopbackTests : EcsClientTest
{
    private static readonly Uri Proxy = new("http://proxy.example.com:3128/");
    private static readonly Uri Ecs = new("https://ecs.cn-shanghai.aliyuncs.com/");

    [Theory]
    [InlineData("http://127.0.0.1:18180/")]
    [InlineData("http://localhost:18180/")]
    [InlineData("http://[::1]:18180/")]
    public void GetProxy_ThisMachine_IsNone(string address)
    {
        var proxy = new ProxyExceptLoopback(new WebProxy(Proxy));

        proxy.GetProxy(new Uri(address)).ShouldBeNull();
        proxy.IsBypassed(new Uri(address)).ShouldBeTrue();
    }

    [Fact]
    public void GetProxy_AlibabaCloud_IsTheMachines() => new ProxyExceptLoopback(new WebProxy(Proxy)).GetProxy(Ecs).ShouldBe(Proxy);

    [Fact]
    public async Task Proxy_OfTheOptions_WinsOverTheMachines()
    {
        await using var proxy = LoopbackServer.Answering(Answer.Json("""{"RequestId":"R","ImageId":"m-copy"}"""));

        var copy = await ClientOf(new EcsClientOptions { Endpoint = new("http://ecs.example.com:8080/"), AllowHttp = true, Proxy = proxy.Endpoint }).CopyImageAsync(Copy);

        copy.ImageId.ShouldBe("m-copy");
        var request = proxy.Seen.ShouldHaveSingleItem();
        request.Target.ShouldStartWith("http://ecs.example.com:8080/?ClientToken=token-1&");
        request.Headers["host"].ShouldBe("ecs.example.com:8080");
    }

    [Theory]
    [InlineData("socks5://proxy.example.com:1080/")]
    [InlineData("http://user:password@proxy.example.com:3128/")]
    [InlineData("http://proxy.example.com:3128/path")]
    public void Proxy_ThatIsNone_IsRefusedAndItsPasswordIsNotShown(string proxy) =>
        Should.Throw<ArgumentException>(() => ClientOf(new EcsClientOptions { Proxy = new(proxy) })).Message
            .ShouldStartWith("The proxy is not an http or https address of scheme, host and port only; one that wants a password is taken from the machine's https_proxy.");

    [Fact]
    public void GetProxy_OnTheMachinesBypassList_IsNone() =>
        new ProxyExceptLoopback(new WebProxy(Proxy, BypassOnLocal: false, [@"\.aliyuncs\.com"])).GetProxy(Ecs).ShouldBeNull();
}
