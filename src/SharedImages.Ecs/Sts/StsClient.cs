namespace SharedImages.Ecs;

/// <summary>Takes roles at STS (2015-04-01, facts §1.11).</summary>
internal sealed class StsClient : IDisposable
{
    private const string Version = "2015-04-01";
    private const string RegionVariable = "ALIBABA_CLOUD_STS_REGION";
    private const string VpcVariable = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED";
    private const int MaxResponseBytes = 64 * 1024;

    private readonly EcsClientOptions options;
    private readonly CredentialsSurroundings surroundings;
    private readonly EndpointResolver endpoints;
    private readonly AcsTransport transport;

    /// <exception cref="ArgumentException">An endpoint is not allowed.</exception>
    public StsClient(EcsClientOptions options, CredentialsSurroundings surroundings, TimeProvider time)
    {
        this.options = options;
        endpoints = new(options);
        this.surroundings = surroundings;
        transport = new(options with { MaxResponseBytes = Math.Min(options.MaxResponseBytes, MaxResponseBytes) }, time);
    }

    /// <summary>AssumeRole, signed.</summary>
    /// <exception cref="EcsException">STS refuses, or cannot be asked.</exception>
    public async Task<IssuedCredentials> AssumeRoleAsync(RoleRequest role, Credentials signer, CancellationToken cancellationToken)
    {
        const string Action = "AssumeRole";
        var region = Region(role);
        using var answer = await transport.AskAsync(new(Endpoint(Action, role, region), Action, Version, region, role.ToParameters().Pairs, signer), cancellationToken);
        return Read(Action, region, answer);
    }

    /// <summary>AssumeRoleWithOIDC, not signed: the token is the proof.</summary>
    /// <exception cref="EcsException">STS refuses, or cannot be asked.</exception>
    public async Task<IssuedCredentials> AssumeRoleWithOidcAsync(RoleRequest role, string oidcProviderArn, string oidcToken, CancellationToken cancellationToken)
    {
        const string Action = "AssumeRoleWithOIDC";
        var region = Region(role);
        var form = role.ToParameters().Add("OIDCProviderArn", oidcProviderArn).Add("OIDCToken", oidcToken);
        using var answer = await transport.PostFormAsync(Endpoint(Action, role, region), Action, Version, region, form, oidcToken, cancellationToken);
        return Read(Action, region, answer);
    }

    public void Dispose() => transport.Dispose();

    private static IssuedCredentials Read(string action, string region, EcsAnswer answer) => KeyReader.Read(
        answer.Root.Field("Credentials") ?? default,
        KeyFields.AlibabaCloud,
        hasToken: true,
        lack => new(ErrorKind.Transient, action, region, LocalCodes.BadAnswer, $"the answer's Credentials {lack}", 200, answer.Text("RequestId")));

    private string Region(RoleRequest role)
    {
        var region = role.StsRegion ?? surroundings.Variable(RegionVariable) ?? options.HomeRegion;
        return RegionForm.Is(region) ? region : throw CredentialsFailures.Unusable($"{RegionVariable} has not the form of a region id");
    }

    private Uri Endpoint(string action, RoleRequest role, string region) => endpoints.Sts(action, region, role.IsVpc ?? (surroundings.IsOn(VpcVariable) ? true : null));
}
