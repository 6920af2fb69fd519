using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>Which account a key belongs to: asked once per key, for STS throttles those who ask often (facts §1.11).</summary>
internal sealed class AccountIdentity
{
    // Keys of a role change every hour, and the old ones are not seen again.
    private readonly BoundedMemory<string, string> accounts = new(most: 16);

    public async Task<string> AccountAsync(EcsSession session, CancellationToken cancellationToken) =>
        accounts.TryGet(session.AccessKeyId, out var account)
            ? account
            : accounts.Keep(session.AccessKeyId, (await session.Client.GetCallerIdentityAsync(cancellationToken)).AccountId);

    /// <summary>A key's id, fit for logs and histories.</summary>
    public static string Shown(string accessKeyId) => accessKeyId.Length <= 8 ? "***" : $"{accessKeyId[..4]}…{accessKeyId[^4..]}";
}
