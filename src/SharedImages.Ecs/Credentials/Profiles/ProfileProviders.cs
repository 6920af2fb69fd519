namespace SharedImages.Ecs;

/// <summary>Makes the provider that a profile asks for.</summary>
internal sealed class ProfileProviders(StsClient sts, EcsRoleIssuer ecsRole, UriIssuer uri, ExternalIssuer external, TimeProvider time)
{
    /// <summary>The provider; nothing is asked yet.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: the profile lacks something.</exception>
    public ICredentialsProvider Create(CredentialsProfile profile) => profile.Mode switch
    {
        ProfileMode.SecurityToken => new FixedCredentialsProvider(Key(profile, Required(profile, profile.SecurityToken, "a security token"))),
        ProfileMode.Role => TakeRole(profile, new FixedCredentialsProvider(Key(profile, token: null))),
        ProfileMode.ChainedRole => TakeRole(profile, Create(Required(profile, profile.Source, "a source profile"))),
        ProfileMode.OidcRole => TakeRoleWithOidc(profile),
        ProfileMode.EcsRole => new SessionCredentialsProvider(cancellation => ecsRole.IssueAsync(profile.EcsRoleName, cancellation), time),
        ProfileMode.CredentialsUri => AskUri(Required(profile, profile.CredentialsUri, "an address")),
        ProfileMode.External => Run(profile),
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

    private static RoleRequest Role(CredentialsProfile profile)
    {
        var role = Required(profile, profile.Role, "a role");
        return role.FindProblem() is { } problem ? throw CredentialsFailures.Unusable($"{profile.Label}: {problem}") : role;
    }

    private static T Required<T>(CredentialsProfile profile, T? value, string what)
        where T : class =>
        value ?? throw CredentialsFailures.Unusable($"{profile.Label} lacks {what}");

    private SessionCredentialsProvider TakeRole(CredentialsProfile profile, ICredentialsProvider source)
    {
        var role = Role(profile);
        return new(async cancellation => await sts.AssumeRoleAsync(role, await source.GetAsync(cancellation), cancellation), time);
    }

    private SessionCredentialsProvider AskUri(Uri address) => new(cancellation => uri.IssueAsync(address, cancellation), time);

    private SessionCredentialsProvider Run(CredentialsProfile profile)
    {
        var text = Required(profile, profile.ProcessCommand, "a process_command");
        var command = CommandLine.Split(text) ?? throw CredentialsFailures.Unusable($"{profile.Label}: a quotation mark of its process_command is not closed");
        return command is [{ Length: > 0 }, ..]
            ? new(cancellation => external.IssueAsync(profile.Label, command, cancellation), time)
            : throw CredentialsFailures.Unusable($"{profile.Label}: its process_command names no program");
    }

    private SessionCredentialsProvider TakeRoleWithOidc(CredentialsProfile profile)
    {
        var role = Role(profile);
        var provider = Required(profile, profile.OidcProviderArn, "an OIDC provider");
        var file = Required(profile, profile.OidcTokenFile, "an OIDC token file");
        return new(
            async cancellation =>
            {
                var token = (await BoundedFile.ReadAsync(file, cancellation)).Trim();
                return token != ""
                    ? await sts.AssumeRoleWithOidcAsync(role, provider, token, cancellation)
                    : throw CredentialsFailures.Unusable($"there is no token in {file}");
            },
            time);
    }
}
