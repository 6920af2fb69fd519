namespace SharedImages.Ecs;

/// <summary>Always the same key.</summary>
internal sealed class FixedCredentialsProvider(Credentials key) : ICredentialsProvider
{
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(key);
}
