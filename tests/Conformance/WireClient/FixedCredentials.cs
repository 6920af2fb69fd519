using SharedImages.Ecs;

namespace SharedImages.WireClient;

/// <summary>Always the same key.</summary>
internal sealed class FixedCredentials(Credentials key) : ICredentialsProvider
{
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(key);
}
