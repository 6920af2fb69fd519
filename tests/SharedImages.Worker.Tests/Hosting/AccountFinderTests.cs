using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using SharedImages.Ecs;

namespace SharedImages.Worker.Tests;

public sealed class AccountFinderTests
{
    private const string Ours = "1000000000000001";

    private static readonly CallerIdentity Us = new(Ours, $"acs:ram::{Ours}:user/release", "RAMUser");
    private static readonly EcsException Unreachable = new(ErrorKind.Transient, "GetCallerIdentity", "cn-hangzhou", LocalCodes.Unreachable, "cannot connect to 127.0.0.1:1: Connection refused");

    private readonly FakeTimeProvider time = new();
    private readonly IEcsClient ecs = Substitute.For<IEcsClient>();
    private readonly LogSink sink;
    private readonly Serilog.ILogger log;

    public AccountFinderTests() => (log, sink) = LogSink.Create();

    private int Calls => ecs.ReceivedCalls().Count();

    [Theory]
    [InlineData(null)]
    [InlineData(Ours)]
    public async Task Find_StsAnswers_IsUs(string? expected)
    {
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs(Us);
        var finder = new AccountFinder(ecs, expected, time, log);
        finder.Trouble.ShouldBe("STS has not said yet of which account the credentials are.");

        (await finder.FindAsync(TestContext.Current.CancellationToken)).ShouldBe(Us);

        finder.Trouble.ShouldBeNull();
        sink.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_AnotherAccount_NamesBoth()
    {
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs(Us);
        var finder = new AccountFinder(ecs, "2000000000000002", time, log);

        var failure = await Should.ThrowAsync<SettingsException>(() => finder.FindAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldBe(
            "SharedImages:Account (SHAREDIMAGES_ACCOUNT) is 2000000000000002, but the credentials are of account 1000000000000001 (acs:ram::1000000000000001:user/release): give credentials of 2000000000000002, or correct the setting.");
        finder.Trouble.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(ErrorKind.Credentials, "SignatureDoesNotMatch", "give the worker the right secret (ALIBABA_CLOUD_ACCESS_KEY_SECRET)")]
    [InlineData(ErrorKind.Credentials, "InvalidAccessKeyId.NotFound", "enable the access key or give the worker another (ALIBABA_CLOUD_ACCESS_KEY_ID)")]
    [InlineData(ErrorKind.Credentials, "InvalidSecurityToken.Expired", "give the worker fresh temporary credentials (ALIBABA_CLOUD_SECURITY_TOKEN)")]
    [InlineData(ErrorKind.Credentials, "InvalidTimeStamp.Expired", "set the clock of the worker's machine (NTP); ECS allows 15 minutes of difference")]
    [InlineData(ErrorKind.Permission, "NoPermission", "grant the worker's RAM identity sts:GetCallerIdentity in cn-hangzhou")]
    public async Task Find_Refused_EndsAtOnceWithTheRemedy(ErrorKind kind, string code, string remedy)
    {
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs<CallerIdentity>(_ => throw new EcsException(kind, "GetCallerIdentity", "cn-hangzhou", code, "No.", 400));

        var failure = await Should.ThrowAsync<WorkerFailedException>(() => new AccountFinder(ecs, null, time, log).FindAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldBe($"Cannot find out of which account the credentials are: GetCallerIdentity in cn-hangzhou: {code} (HTTP 400): No; {remedy}.");
    }

    [Fact]
    public async Task Find_StsDoesNotAnswer_AsksAgainLaterAndLaterAndSaysSoOnce()
    {
        var isReachable = false;
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs(_ => isReachable ? Us : throw Unreachable);
        var finder = new AccountFinder(ecs, null, time, log);
        var finding = finder.FindAsync(TestContext.Current.CancellationToken);

        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            var before = Calls;
            time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Calls.ShouldBe(before);
            time.Advance(TimeSpan.FromSeconds(0.1));
            Calls.ShouldBe(before + 1);
        }

        const string Trouble = "The account is not known, so nothing is polled: GetCallerIdentity in cn-hangzhou: Client.Unreachable: cannot connect to 127.0.0.1:1: Connection refused; see whether this machine reaches STS (network, proxy, SharedImages:Ecs:StsEndpoint).";
        finder.Trouble.ShouldBe(Trouble);
        sink.Lines.ShouldBe([$"Warning: {Trouble} It is asked again until it answers."]);
        finding.IsCompleted.ShouldBeFalse();

        isReachable = true;
        time.Advance(TimeSpan.FromSeconds(30));
        (await finding).ShouldBe(Us);
        finder.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task Find_Throttled_WaitsAsLongAsStsSays()
    {
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs<CallerIdentity>(
            _ => throw new EcsException(ErrorKind.Throttled, "GetCallerIdentity", "cn-hangzhou", "Throttling.User", "Slower.", 400, retryAfter: TimeSpan.FromSeconds(20)),
            _ => Us);
        var finding = new AccountFinder(ecs, null, time, log).FindAsync(TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(19));
        finding.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await finding).ShouldBe(Us);
    }

    [Fact]
    public async Task Find_StoppedWhileItWaits_EndsAtOnce()
    {
        ecs.GetCallerIdentityAsync(default).ReturnsForAnyArgs<CallerIdentity>(_ => throw Unreachable);
        using var stop = new CancellationTokenSource();
        var finding = new AccountFinder(ecs, null, time, log).FindAsync(stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => finding);
    }
}
