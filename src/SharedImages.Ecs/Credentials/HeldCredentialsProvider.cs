namespace SharedImages.Ecs;

/// <summary>The key that a provider gave at one moment.</summary>
internal sealed class HeldCredentialsProvider(Credentials key, ICredentialsProvider origin) : ICredentialsProvider
{
    public string? Source => origin.Source;

    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(key);

    public void Refused(Credentials refused) => origin.Refused(refused);
}
