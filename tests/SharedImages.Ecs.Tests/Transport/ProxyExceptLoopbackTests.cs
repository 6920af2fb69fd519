using System.Net;

namespace SharedImages.Ecs.Tests;

/// <summary>That the client uses it is seen in every test that has a server: <see cref="EcsClientTest"/> runs them behind a dead proxy.</summary>
public sealed class ProxyExceptLoopbackTests
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
    public void GetProxy_OnTheMachinesBypassList_IsNone() =>
        new ProxyExceptLoopback(new WebProxy(Proxy, BypassOnLocal: false, [@"\.aliyuncs\.com"])).GetProxy(Ecs).ShouldBeNull();
}
