namespace SharedImages.Ecs;

/// <summary>A key as it was given out.</summary>
/// <param name="Key">The key.</param>
/// <param name="Expiration">When it ends; null = nothing says so.</param>
internal sealed record IssuedCredentials(Credentials Key, DateTimeOffset? Expiration)
{
    /// <summary>Whether it can still be signed with.</summary>
    public bool IsValid(DateTimeOffset now) => Expiration is not { } end || now < end;
}
