using Microsoft.Extensions.Time.Testing;

namespace SharedImages.Ecs.Tests;

public sealed class SessionCredentialsProviderTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero));
    private readonly SessionCredentialsProvider session;
    private int issued;
    private Func<int, Task<IssuedCredentials>> issue;

    public SessionCredentialsProviderTests()
    {
        issue = number => Task.FromResult(Lasting(number, TimeSpan.FromHours(1)));
        session = new(_ => issue(Interlocked.Increment(ref issued)), time);
    }

    [Fact]
    public async Task MoreThan15MinutesLeft_IsKept()
    {
        await session.GetAsync();

        time.Advance(TimeSpan.FromMinutes(45) - TimeSpan.FromTicks(1));

        (await session.GetAsync()).AccessKeyId.ShouldBe("STS.1");
        await session.Refresh;
        issued.ShouldBe(1);
    }

    [Fact]
    public async Task FifteenMinutesLeft_IsRefreshedAndNobodyWaitsForIt()
    {
        await session.GetAsync();
        var next = new TaskCompletionSource<IssuedCredentials>();
        issue = _ => next.Task;

        time.Advance(TimeSpan.FromMinutes(45));

        (await session.GetAsync()).AccessKeyId.ShouldBe("STS.1");
        next.SetResult(Lasting(2, TimeSpan.FromHours(1)));
        await session.Refresh;
        (await session.GetAsync()).AccessKeyId.ShouldBe("STS.2");
    }

    [Fact]
    public async Task RefusedKey_IsReplacedOnce_HoweverManyWereRefused()
    {
        var first = await session.GetAsync();

        session.Refused(first);
        var second = await session.GetAsync();
        session.Refused(first);

        second.AccessKeyId.ShouldBe("STS.2");
        (await session.GetAsync()).ShouldBe(second);
        issued.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(600)]
    public async Task HundredCallersAtOnce_AskOnce(int minutesLater)
    {
        await session.GetAsync();
        time.Advance(TimeSpan.FromMinutes(minutesLater));
        var before = issued;
        var next = new TaskCompletionSource<IssuedCredentials>();
        issue = _ => next.Task;

        var callers = Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await session.GetAsync())).ToList();
        // Nobody gets any before they are there, unless the old ones are valid.
        next.SetResult(Lasting(2, TimeSpan.FromHours(1)));
        await Task.WhenAll(callers);
        await session.Refresh;

        (issued - before).ShouldBe(minutesLater == 0 ? 0 : 1);
        (await session.GetAsync()).AccessKeyId.ShouldBe(minutesLater == 0 ? "STS.1" : "STS.2");
    }

    [Fact]
    public async Task RefreshFails_OldOnesServeWhileTheyAreValid()
    {
        await session.GetAsync();
        issue = _ => Task.FromException<IssuedCredentials>(CredentialsFailures.Transient(LocalCodes.Unreachable, "STS is away"));

        time.Advance(TimeSpan.FromMinutes(45));
        await session.GetAsync();
        await Should.ThrowAsync<EcsException>(() => session.Refresh);
        (await session.GetAsync()).AccessKeyId.ShouldBe("STS.1");

        time.Advance(TimeSpan.FromMinutes(15));
        (await Should.ThrowAsync<EcsException>(async () => await session.GetAsync())).EcsMessage.ShouldBe("STS is away");
    }

    [Fact]
    public async Task RefreshFails_IsTriedAgainAMinuteLater()
    {
        await session.GetAsync();
        issue = _ => Task.FromException<IssuedCredentials>(CredentialsFailures.Transient(LocalCodes.Unreachable, "STS is away"));
        time.Advance(TimeSpan.FromMinutes(45));
        await session.GetAsync();
        await Should.ThrowAsync<EcsException>(() => session.Refresh);

        time.Advance(TimeSpan.FromSeconds(59));
        await session.GetAsync();
        await Should.ThrowAsync<EcsException>(() => session.Refresh);
        issued.ShouldBe(2);

        issue = number => Task.FromResult(Lasting(number, TimeSpan.FromHours(1)));
        time.Advance(TimeSpan.FromSeconds(1));
        await session.GetAsync();
        await session.Refresh;
        (await session.GetAsync()).AccessKeyId.ShouldBe("STS.3");
    }

    [Fact]
    public async Task FirstOnesFail_NextCallAsksAgain()
    {
        issue = _ => Task.FromException<IssuedCredentials>(CredentialsFailures.Unusable("no"));
        await Should.ThrowAsync<EcsException>(async () => await session.GetAsync());

        issue = number => Task.FromResult(Lasting(number, TimeSpan.FromHours(1)));

        (await session.GetAsync()).AccessKeyId.ShouldBe("STS.2");
    }

    [Fact]
    public async Task ShortLivedOnes_AreNotAskedForWithEveryCall()
    {
        issue = number => Task.FromResult(Lasting(number, TimeSpan.FromMinutes(10)));
        await session.GetAsync();
        await session.GetAsync();
        await session.Refresh;
        issued.ShouldBe(1);

        time.Advance(TimeSpan.FromMinutes(1));
        await session.GetAsync();
        await session.Refresh;

        issued.ShouldBe(2);
    }

    [Fact]
    public async Task WithoutAnEnd_AreAskedForAgainAfter15MinutesAndServeUntilThen()
    {
        issue = number => Task.FromResult(new IssuedCredentials(new($"LTAI{number}", "secret"), null));
        await session.GetAsync();
        time.Advance(TimeSpan.FromMinutes(15));

        (await session.GetAsync()).AccessKeyId.ShouldBe("LTAI1");
        await session.Refresh;
        (await session.GetAsync()).AccessKeyId.ShouldBe("LTAI2");
    }

    [Fact]
    public async Task AlreadyExpired_AreRefused()
    {
        issue = number => Task.FromResult(Lasting(number, TimeSpan.Zero));

        var failure = await Should.ThrowAsync<EcsException>(async () => await session.GetAsync());

        failure.Code.ShouldBe(LocalCodes.NoCredentials);
        failure.EcsMessage.ShouldContain("clock");
    }

    [Fact]
    public async Task CallerThatGivesUp_DoesNotEndTheRefreshOfTheOthers()
    {
        var next = new TaskCompletionSource<IssuedCredentials>();
        issue = _ => next.Task;
        using var impatient = new CancellationTokenSource();
        var first = session.GetAsync(impatient.Token);
        var second = session.GetAsync();

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await first);
        next.SetResult(Lasting(1, TimeSpan.FromHours(1)));

        (await second).AccessKeyId.ShouldBe("STS.1");
    }

    [Fact]
    public void Text_HidesSecretAndToken() => Lasting(1, TimeSpan.FromHours(1)).ToString().ShouldNotContain("-the-");

    private IssuedCredentials Lasting(int number, TimeSpan duration) =>
        new(new($"STS.{number}", "secret-the-secret", "token-the-token"), time.GetUtcNow() + duration);
}
