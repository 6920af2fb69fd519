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

    /// <summary>A session's key was refused before its time (revoked): it is not given again, where another can be had (facts §1.9).</summary>
    /// <param name="key">The key, as <see cref="GetAsync"/> gave it.</param>
    void Refused(Credentials key)
    {
        // One that is not of a session is the only one there is.
    }
}
