namespace SharedImages.Ecs;

/// <summary>Where credentials come from.</summary>
public interface ICredentialsProvider
{
    /// <summary>Where they come from, for people; null = that is not known, or not yet.</summary>
    string? Source => null;

    /// <summary>The credentials to sign the next request with.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: there are none; says what was tried.</exception>
    /// <exception cref="EcsException">Of another code: whoever gives them refuses, or cannot be asked now.</exception>
    ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default);
}
