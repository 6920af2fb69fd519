namespace SharedImages.Ecs;

/// <summary>Credentials of a file of profiles, read at every call: a changed file serves at once, and an unchanged one keeps its sessions.</summary>
/// <param name="path">Where the file is; throws where it is not to be read.</param>
/// <param name="build">Makes the provider of the file's text; opens nothing.</param>
internal sealed class FileCredentialsProvider(Func<string> path, Func<string, ICredentialsProvider> build) : ICredentialsProvider
{
    private readonly Lock gate = new();
    private Loaded? loaded;

    /// <inheritdoc/>
    public async ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default)
    {
        var provider = await ProviderAsync(cancellationToken);
        return await provider.GetAsync(cancellationToken);
    }

    private async Task<ICredentialsProvider> ProviderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Of(await BoundedFile.ReadAsync(path(), cancellationToken));
        }
        catch (EcsException) when (loaded is not null)
        {
            // Another program is writing it, as the CLI does when it signs in anew; what it held is still true.
            return loaded.Provider;
        }
    }

    private ICredentialsProvider Of(string text)
    {
        lock (gate)
        {
            if (loaded is null || loaded.Text != text)
            {
                loaded = new(text, build(text));
            }

            return loaded.Provider;
        }
    }

    private sealed class Loaded(string text, ICredentialsProvider provider)
    {
        public string Text => text;

        public ICredentialsProvider Provider => provider;
    }
}
