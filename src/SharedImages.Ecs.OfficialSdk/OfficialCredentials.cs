using Aliyun.Credentials.Exceptions;

namespace SharedImages.Ecs.OfficialSdk;

/// <summary>Credentials by the official SDK's own chain.</summary>
public sealed class OfficialCredentials : ICredentialsProvider
{
    private readonly Aliyun.Credentials.Client chain = new();
    private volatile string? source;

    /// <inheritdoc/>
    public string? Source => source;

    /// <inheritdoc/>
    public async ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var found = await chain.GetCredentialAsync().WaitAsync(cancellationToken);
            source = $"official SDK: {found.ProviderName}";
            return new(found.AccessKeyId, found.AccessKeySecret, string.IsNullOrEmpty(found.SecurityToken) ? null : found.SecurityToken);
        }
        catch (CredentialException e)
        {
            throw new EcsException(ErrorKind.Credentials, "credentials", "", LocalCodes.NoCredentials, $"the official SDK found none: {e.Message}", innerException: e);
        }
    }
}
