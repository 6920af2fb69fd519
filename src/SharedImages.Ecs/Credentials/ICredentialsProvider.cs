namespace SharedImages.Ecs;

/// <summary>Where credentials come from.</summary>
public interface ICredentialsProvider
{
    /// <summary>The credentials to sign the next request with.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: there are none; says what was tried.</exception>
    ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default);
}
