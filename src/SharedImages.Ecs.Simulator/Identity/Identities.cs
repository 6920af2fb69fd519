using System.Globalization;

namespace SharedImages.Ecs.Simulator;

/// <summary>Access keys, roles, and the temporary keys that were given out for roles. Thread-safe.</summary>
internal sealed class Identities
{
    /// <summary>How long an expired key is still known to be an expired one.</summary>
    private static readonly TimeSpan Afterlife = TimeSpan.FromHours(12);

    private readonly TimeProvider wallClock;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SigningKey> keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> tokens = new(StringComparer.Ordinal);
    private readonly PriorityQueue<SigningKey, DateTimeOffset> byExpiration = new();
    private readonly Dictionary<string, Role> roles;
    private int given;

    public Identities(SimulatorWorld world, TimeProvider wallClock)
    {
        this.wallClock = wallClock;
        roles = world.Accounts
            .SelectMany(account => account.Roles.Select(role => new Role(account.Id, role)))
            .ToDictionary(role => role.Arn, StringComparer.Ordinal);
        foreach (var account in world.Accounts)
        {
            foreach (var key in account.AccessKeys)
            {
                keys.Add(key.Id, new SigningKey(key.Id, key.Secret, Principal.Of(account.Id, key)) { IsEnabled = key.Enabled });
            }
        }
    }

    /// <summary>Null when there is no such key.</summary>
    public SigningKey? Key(string accessKeyId)
    {
        lock (gate)
        {
            return keys.GetValueOrDefault(accessKeyId);
        }
    }

    /// <returns>False when there is no such key.</returns>
    public bool SetEnabled(string accessKeyId, bool enabled)
    {
        lock (gate)
        {
            if (!keys.TryGetValue(accessKeyId, out var key))
            {
                return false;
            }

            keys[accessKeyId] = key with { IsEnabled = enabled };
            return true;
        }
    }

    /// <summary>Whether a security token was given out here.</summary>
    public bool Knows(string securityToken)
    {
        lock (gate)
        {
            return tokens.Contains(securityToken);
        }
    }

    /// <summary>The temporary keys, and how many were given in all.</summary>
    public (IReadOnlyList<SigningKey> Keys, int Given) Sessions()
    {
        lock (gate)
        {
            return ([.. keys.Values.Where(key => key.SecurityToken is not null).OrderBy(key => key.Expiration).ThenBy(key => key.Id, StringComparer.Ordinal)], given);
        }
    }

    /// <summary>Takes in temporary keys that were given earlier.</summary>
    public void Resume(IReadOnlyList<SigningKey> sessions, int given)
    {
        lock (gate)
        {
            this.given = given;
            foreach (var key in sessions)
            {
                Add(key);
            }
        }
    }

    /// <summary>Null when there is no such role.</summary>
    public Role? Role(string arn) => roles.GetValueOrDefault(arn);

    /// <summary>A temporary key for a role.</summary>
    public SigningKey Assume(SessionRequest session)
    {
        lock (gate)
        {
            ForgetLongExpired();
            var name = string.Create(CultureInfo.InvariantCulture, $"{session.Role.Arn}/{++given}");
            var key = new SigningKey($"STS.N{Ids.Text($"id/{name}", 24)}", Ids.Text($"secret/{name}", 44), Principal.Of(session))
            {
                SecurityToken = $"CAIS{Ids.Text($"token/{name}", 300)}",
                Expiration = wallClock.GetUtcNow() + session.Duration,
            };
            Add(key);
            return key;
        }
    }

    private void Add(SigningKey key)
    {
        keys.Add(key.Id, key);
        tokens.Add(key.SecurityToken!);
        byExpiration.Enqueue(key, key.Expiration);
    }

    private void ForgetLongExpired()
    {
        while (byExpiration.TryPeek(out var key, out var end) && end + Afterlife < wallClock.GetUtcNow())
        {
            keys.Remove(key.Id);
            tokens.Remove(key.SecurityToken!);
            byExpiration.Dequeue();
        }
    }
}
