namespace SharedImages.Ecs;

/// <summary>Credentials from wherever Alibaba Cloud's own tools would take them, in their order (facts §1.11).</summary>
public sealed class DefaultCredentialsProvider : ICredentialsProvider
{
    private readonly CredentialsChain chain;

    /// <summary>The chain. It looks for nothing yet.</summary>
    /// <param name="surroundings">What is looked at outside this process.</param>
    public DefaultCredentialsProvider(CredentialsSurroundings surroundings) =>
        chain = new([new("environment", new EnvironmentCredentialsProvider(surroundings.ReadVariable))]);

    /// <inheritdoc/>
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default) => chain.GetAsync(cancellationToken);
}
