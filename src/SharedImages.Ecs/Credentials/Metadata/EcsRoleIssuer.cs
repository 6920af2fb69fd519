using System.Text.RegularExpressions;

namespace SharedImages.Ecs;

/// <summary>The keys of an ECS instance's RAM role, from its metadata service (facts §1.11).</summary>
internal sealed partial class EcsRoleIssuer(DirectHttp http, CredentialsSurroundings surroundings)
{
    private const string Who = "the ECS metadata service";
    private const string DisabledVariable = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
    private const string V1DisabledVariable = "ALIBABA_CLOUD_IMDSV1_DISABLED";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";
    private const string Roles = "latest/meta-data/ram/security-credentials/";

    /// <summary>A new key.</summary>
    /// <param name="roleName">The role; null = the one that the instance has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EcsException">There is none, or the service cannot be asked.</exception>
    public async Task<IssuedCredentials> IssueAsync(string? roleName, CancellationToken cancellationToken)
    {
        if (surroundings.IsOn(DisabledVariable))
        {
            throw CredentialsFailures.Unusable($"switched off by {DisabledVariable}");
        }

        if (roleName is not null && !RoleForm().IsMatch(roleName))
        {
            throw CredentialsFailures.Unusable("the role's name is not 1 to 64 letters, digits and . _ -");
        }

        var token = await GetTokenAsync(cancellationToken);
        var role = roleName ?? await FindRoleAsync(token, cancellationToken);
        var answer = await GetAsync(Roles + role, token, cancellationToken);
        return answer.Status == 404 ? throw CredentialsFailures.Unusable($"this instance has no role {role}") : answer.ReadKey();
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleForm();

    // Null: asked as version 1, without a token.
    private async Task<string?> GetTokenAsync(CancellationToken cancellationToken)
    {
        EcsException why;
        try
        {
            var answer = await SendAsync(HttpMethod.Put, "latest/api/token", new(TokenHeader + "-ttl-seconds", "21600"), cancellationToken);
            var token = answer.ReadText();
            if (token is { Length: > 0 and <= 4096 } && KeyForm.FitsHeader(token))
            {
                return token;
            }

            why = answer.Bad("gives no token");
        }
        catch (EcsException e) when (e.Code != LocalCodes.Unreachable)
        {
            why = e;
        }

        return surroundings.IsOn(V1DisabledVariable)
            ? throw new EcsException(why.Kind, why.Action, why.RegionId, why.Code, $"{why.EcsMessage} when it is asked for a token, and {V1DisabledVariable} forbids going on without one")
            : null;
    }

    private async Task<string> FindRoleAsync(string? token, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(Roles, token, cancellationToken);
        if (answer.Status == 404)
        {
            throw CredentialsFailures.Unusable("this instance has no RAM role");
        }

        var role = answer.ReadText().Split('\n')[0].Trim();
        return RoleForm().IsMatch(role) ? role : throw answer.Bad("names no role");
    }

    private Task<DirectAnswer> GetAsync(string path, string? token, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, token is null ? null : new(TokenHeader, token), cancellationToken);

    private Task<DirectAnswer> SendAsync(HttpMethod method, string path, KeyValuePair<string, string>? header, CancellationToken cancellationToken) =>
        http.SendAsync(Who, method, new(surroundings.MetadataEndpoint, path), header, cancellationToken);
}
