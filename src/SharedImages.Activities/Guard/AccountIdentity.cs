using System.Collections.Concurrent;
using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>Which account a key belongs to: asked once per key, for STS throttles those who ask often (facts §1.11).</summary>
internal sealed class AccountIdentity
{
    // Keys of a role change every hour, and the old ones are not seen again.
    private const int MaxKnown = 16;

    private readonly ConcurrentDictionary<string, string> accounts = new(StringComparer.Ordinal);

    public async Task<string> AccountAsync(EcsSession session, CancellationToken cancellationToken)
    {
        if (accounts.TryGetValue(session.AccessKeyId, out var account))
        {
            return account;
        }

        account = (await session.Client.GetCallerIdentityAsync(cancellationToken)).AccountId;
        if (accounts.Count >= MaxKnown)
        {
            accounts.Clear();
        }

        return accounts[session.AccessKeyId] = account;
    }

    /// <summary>A key's id, fit for logs and histories.</summary>
    public static string Shown(string accessKeyId) => accessKeyId.Length <= 8 ? "***" : $"{accessKeyId[..4]}…{accessKeyId[^4..]}";
}
