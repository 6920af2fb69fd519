namespace SharedImages.Ecs;

/// <summary>Credentials by a profile that is read at every call: a changed one serves at once, and an unchanged one keeps its session.</summary>
/// <param name="read">Reads the profile; throws where there is none.</param>
/// <param name="providers">Makes the provider that it asks for.</param>
internal sealed class ProfileCredentialsProvider(Func<CancellationToken, Task<CredentialsProfile>> read, ProfileProviders providers) : ICredentialsProvider
{
    private readonly Lock gate = new();
    private volatile Used? used;

    /// <inheritdoc/>
    public async ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default)
    {
        var provider = await ProviderAsync(cancellationToken);
        return await provider.GetAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Refused(Credentials key) => used?.Provider.Refused(key);

    private async Task<ICredentialsProvider> ProviderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Of(await read(cancellationToken));
        }
        catch (EcsException) when (used is not null)
        {
            // Another program is writing the file, as the CLI does when it signs in anew; what it held is still true.
            return used.Provider;
        }
    }

    private ICredentialsProvider Of(CredentialsProfile profile)
    {
        lock (gate)
        {
            if (used is null || used.Profile != profile)
            {
                used = new(profile, providers.Create(profile));
            }

            return used.Provider;
        }
    }

    private sealed record Used(CredentialsProfile Profile, ICredentialsProvider Provider);
}
