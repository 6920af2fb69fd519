namespace SharedImages.Ecs;

/// <summary>Credentials from wherever Alibaba Cloud's own tools would take them, in their order (facts §1.11).</summary>
public sealed class DefaultCredentialsProvider : ICredentialsProvider, IDisposable
{
    private const string ProfileVariable = "ALIBABA_CLOUD_PROFILE";
    private const string CliProfileDisabledVariable = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
    private const string CredentialsFileVariable = "ALIBABA_CLOUD_CREDENTIALS_FILE";

    private readonly CredentialsSurroundings surroundings;
    private readonly StsClient sts;
    private readonly DirectHttp direct;
    private readonly CredentialsChain chain;

    /// <summary>The chain. It looks for nothing yet.</summary>
    /// <param name="options">Where STS is, and how long its answers may take.</param>
    /// <param name="surroundings">What is looked at outside this process.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">An endpoint is not allowed.</exception>
    public DefaultCredentialsProvider(EcsClientOptions options, CredentialsSurroundings surroundings, TimeProvider time)
    {
        this.surroundings = surroundings;
        sts = new(options, surroundings, time);
        direct = new(time);
        var profiles = new ProfileProviders(sts, new(direct, surroundings), new(direct), new(surroundings, time), time);
        chain = new(
        [
            new("environment", new EnvironmentCredentialsProvider(surroundings.ReadVariable)),
            Link("OIDC role", _ => Task.FromResult(EnvironmentProfiles.Oidc(surroundings))),
            Link("CLI profile", ReadCliAsync),
            Link("INI profile", ReadIniAsync),
            Link("ECS RAM role", _ => Task.FromResult(EnvironmentProfiles.EcsRole(surroundings))) with { IsGuess = !EnvironmentProfiles.NamesEcsRole(surroundings) },
            Link("credentials URI", _ => Task.FromResult(EnvironmentProfiles.CredentialsUri(surroundings))),
        ]);

        ChainLink Link(string name, Func<CancellationToken, Task<CredentialsProfile>> read) => new(name, new ProfileCredentialsProvider(read, profiles));
    }

    /// <inheritdoc/>
    public string? Source => chain.Source;

    private string? Profile => surroundings.Variable(ProfileVariable);

    /// <inheritdoc/>
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => chain.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void Refused(Credentials key) => chain.Refused(key);

    /// <inheritdoc/>
    public void Dispose()
    {
        sts.Dispose();
        direct.Dispose();
    }

    private async Task<CredentialsProfile> ReadCliAsync(CancellationToken cancellationToken)
    {
        if (surroundings.IsOn(CliProfileDisabledVariable))
        {
            throw CredentialsFailures.Unusable($"switched off by {CliProfileDisabledVariable}");
        }

        var file = AtHome(".aliyun", "config.json");
        return CliProfiles.Read(file, await BoundedFile.ReadAsync(file, cancellationToken), Profile);
    }

    private async Task<CredentialsProfile> ReadIniAsync(CancellationToken cancellationToken)
    {
        var file = surroundings.Variable(CredentialsFileVariable) ?? AtHome(".alibabacloud", "credentials");
        return IniProfiles.Read(file, await BoundedFile.ReadAsync(file, cancellationToken), Profile);
    }

    // Without a home folder the path would be one of the current folder, where anybody may have put a file.
    private string AtHome(string folder, string file) => Path.IsPathRooted(surroundings.HomeFolder)
        ? Path.Combine(surroundings.HomeFolder, folder, file)
        : throw CredentialsFailures.Unusable("the user of this process has no home folder");
}
