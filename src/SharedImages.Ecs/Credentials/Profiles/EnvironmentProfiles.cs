namespace SharedImages.Ecs;

/// <summary>Profiles made of variables of the environment (facts §1.11).</summary>
internal static class EnvironmentProfiles
{
    private const string RoleArnVariable = "ALIBABA_CLOUD_ROLE_ARN";
    private const string OidcProviderVariable = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
    private const string OidcTokenFileVariable = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
    private const string SessionNameVariable = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
    private const string EcsRoleVariable = "ALIBABA_CLOUD_ECS_METADATA";
    private const string UriVariable = "ALIBABA_CLOUD_CREDENTIALS_URI";

    /// <summary>The role of a pod, as ACK sets it up (RRSA).</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: a variable is not set.</exception>
    public static CredentialsProfile Oidc(CredentialsSurroundings surroundings)
    {
        var missing = new[] { RoleArnVariable, OidcProviderVariable, OidcTokenFileVariable }.Where(name => surroundings.Variable(name) is null).ToList();
        if (missing.Count > 0)
        {
            throw CredentialsFailures.Unusable($"not set in the environment of this process: {string.Join(" and ", missing)}");
        }

        var role = new RoleRequest { RoleArn = surroundings.Variable(RoleArnVariable)! };
        return new()
        {
            Label = RoleArnVariable,
            Mode = ProfileMode.OidcRole,
            Role = role with { SessionName = surroundings.Variable(SessionNameVariable) ?? role.SessionName },
            OidcProviderArn = surroundings.Variable(OidcProviderVariable),
            OidcTokenFile = surroundings.Variable(OidcTokenFileVariable),
        };
    }

    /// <summary>Whether somebody has said that this is an ECS instance with a role.</summary>
    public static bool NamesEcsRole(CredentialsSurroundings surroundings) => surroundings.Variable(EcsRoleVariable) is not null;

    /// <summary>The role of the ECS instance that this may be.</summary>
    public static CredentialsProfile EcsRole(CredentialsSurroundings surroundings) =>
        new() { Label = EcsRoleVariable, Mode = ProfileMode.EcsRole, EcsRoleName = surroundings.Variable(EcsRoleVariable) };

    /// <summary>Whoever gives keys at an address.</summary>
    /// <exception cref="EcsException"><see cref="LocalCodes.NoCredentials"/>: the variable is not set, or no address.</exception>
    public static CredentialsProfile CredentialsUri(CredentialsSurroundings surroundings)
    {
        if (surroundings.Variable(UriVariable) is not { } value)
        {
            throw CredentialsFailures.Unusable($"not set in the environment of this process: {UriVariable}");
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? new() { Label = UriVariable, Mode = ProfileMode.CredentialsUri, CredentialsUri = address }
            : throw CredentialsFailures.Unusable($"{UriVariable} is no http or https address");
    }
}
