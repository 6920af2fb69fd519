namespace SharedImages.Ecs;

/// <summary>Makes the provider that a profile asks for.</summary>
internal static class ProfileProviders
{
    /// <summary>The provider; nothing is asked yet.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: the profile lacks something.</exception>
    public static ICredentialsProvider Create(CredentialsProfile profile) => profile.Mode switch
    {
        ProfileMode.SecurityToken => new FixedCredentialsProvider(Key(profile, Required(profile, profile.SecurityToken, "a security token"))),
        _ => new FixedCredentialsProvider(Key(profile, token: null)),
    };

    private static Credentials Key(CredentialsProfile profile, string? token)
    {
        var id = Required(profile, profile.AccessKeyId, "an access key id");
        var secret = Required(profile, profile.AccessKeySecret, "an access key secret");
        return KeyForm.FitsHeader(id) && KeyForm.FitsHeader(token ?? "")
            ? new(id, secret, token)
            : throw CredentialsFailures.Unusable($"{profile.Label} holds characters that no access key has; copy it again");
    }

    private static string Required(CredentialsProfile profile, string? value, string what) =>
        value ?? throw CredentialsFailures.Unusable($"{profile.Label} lacks {what}");
}
