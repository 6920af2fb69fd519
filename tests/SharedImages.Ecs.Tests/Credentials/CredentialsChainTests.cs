namespace SharedImages.Ecs.Tests;

public sealed class CredentialsChainTests
{
    private readonly List<string> asked = [];

    [Fact]
    public async Task FirstThatServes_IsTaken()
    {
        var chain = Chain(None("a"), Key("b"), Key("c"));

        (await chain.GetAsync()).AccessKeyId.ShouldBe("b");
        asked.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task SecondCall_AsksOnlyTheOneThatServed()
    {
        var chain = Chain(None("a"), Key("b"));
        await chain.GetAsync();
        asked.Clear();

        await chain.GetAsync();

        asked.ShouldBe(["b"]);
    }

    [Fact]
    public async Task TheOneThatServedFails_NoOtherIdentityIsTaken()
    {
        var fails = false;
        var chain = Chain(Link("a", () => fails ? throw CredentialsFailures.Unusable("gone") : new("a", "secret")), Key("b"));
        await chain.GetAsync();

        fails = true;

        (await Should.ThrowAsync<EcsException>(async () => await chain.GetAsync())).EcsMessage.ShouldBe("gone");
    }

    [Fact]
    public async Task SetUpButAway_IsNotPassedOver()
    {
        var chain = Chain(None("a"), Link("b", () => throw CredentialsFailures.Transient(LocalCodes.Unreachable, "STS is away")), Key("c"));

        var failure = await Should.ThrowAsync<EcsException>(async () => await chain.GetAsync());

        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.EcsMessage.ShouldBe("STS is away");
        asked.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task GuessThatIsAway_IsPassedOver()
    {
        var guess = Link("a", () => throw CredentialsFailures.Transient(LocalCodes.Unreachable, "no ECS instance")) with { IsGuess = true };

        (await Chain(guess, Key("b")).GetAsync()).AccessKeyId.ShouldBe("b");
    }

    [Fact]
    public async Task NoneServes_OneFailureNamesThemAllAndWhatToDo()
    {
        var failure = await Should.ThrowAsync<EcsException>(async () => await Chain(None("a"), None("b")).GetAsync());

        failure.Code.ShouldBe(LocalCodes.NoCredentials);
        failure.Kind.ShouldBe(ErrorKind.Credentials);
        failure.EcsMessage.ShouldBe(
            "no credentials; tried a: a has none; b: b has none. Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give one of the others what it lacks");
    }

    [Fact]
    public async Task NoneServesYet_IsAskedAgainNextTime()
    {
        var has = false;
        var chain = Chain(Link("a", () => has ? new("a", "secret") : throw CredentialsFailures.Unusable("none yet")));
        await Should.ThrowAsync<EcsException>(async () => await chain.GetAsync());

        has = true;

        (await chain.GetAsync()).AccessKeyId.ShouldBe("a");
    }

    private static CredentialsChain Chain(params ChainLink[] links) => new(links);

    private ChainLink Key(string name) => Link(name, () => new(name, "secret"));

    private ChainLink None(string name) => Link(name, () => throw CredentialsFailures.Unusable($"{name} has none"));

    private ChainLink Link(string name, Func<Credentials> get) => new(name, new Asked(() =>
    {
        asked.Add(name);
        return get();
    }));

    private sealed class Asked(Func<Credentials> get) : ICredentialsProvider
    {
        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(get());
    }
}
