namespace SharedImages.Ecs;

/// <summary>Credentials from the environment (facts §1.11), read at every call.</summary>
/// <param name="read">Reads a variable; null or empty = not set.</param>
public sealed class EnvironmentCredentialsProvider(Func<string, string?> read) : ICredentialsProvider
{
    /// <summary>Variable of the key id.</summary>
    public const string AccessKeyIdVariable = "ALIBABA_CLOUD_ACCESS_KEY_ID";

    /// <summary>Variable of the secret.</summary>
    public const string AccessKeySecretVariable = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";

    /// <summary>Variable of the STS token.</summary>
    public const string SecurityTokenVariable = "ALIBABA_CLOUD_SECURITY_TOKEN";

    /// <summary>Reads the process's environment.</summary>
    public EnvironmentCredentialsProvider()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <inheritdoc/>
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default)
    {
        var id = Read(AccessKeyIdVariable);
        var secret = Read(AccessKeySecretVariable);
        var token = Read(SecurityTokenVariable);
        if (id is null || secret is null)
        {
            var missing = string.Join(" and ", new[] { id is null ? AccessKeyIdVariable : null, secret is null ? AccessKeySecretVariable : null }.OfType<string>());
            throw CredentialsFailures.Unusable($"not set in the environment of this process: {missing}");
        }

        CheckForm(AccessKeyIdVariable, id);
        CheckForm(SecurityTokenVariable, token ?? "");
        return ValueTask.FromResult(new Credentials(id, secret, token));
    }

    private static void CheckForm(string variable, string value)
    {
        if (!KeyForm.FitsHeader(value))
        {
            throw CredentialsFailures.Unusable($"{variable} holds characters that no access key has; copy it again");
        }
    }

    private string? Read(string variable) => read(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
