namespace SharedImages.Ecs.Simulator;

/// <summary>Who calls: an account itself, one of its users, or a role that somebody has assumed.</summary>
internal sealed record Principal
{
    /// <summary>The caller of an operation that nobody has to sign.</summary>
    public static Principal Nobody { get; } = new() { Account = "", IdentityType = "", Id = "", Arn = "", DisplayName = "" };

    public required string Account { get; init; }

    /// <summary><c>Account</c>, <c>RAMUser</c> or <c>AssumedRoleUser</c>.</summary>
    public required string IdentityType { get; init; }

    /// <summary>The account, the user's id, or <c>ROLE-ID:SESSION-NAME</c>.</summary>
    public required string Id { get; init; }

    public required string Arn { get; init; }

    /// <summary>Null unless a role was assumed.</summary>
    public string? RoleId { get; init; }

    /// <summary>How a denial names the caller: the user's id, or <c>ROLE:SESSION-NAME</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Null = everything.</summary>
    public WorldPolicy? Policy { get; init; }

    /// <summary>What confines one session of a role further; null = nothing.</summary>
    public WorldPolicy? SessionPolicy { get; init; }

    public bool IsRoot => IdentityType == "Account";

    public static Principal Of(string account, WorldAccessKey key)
    {
        if (key.User is not { } user)
        {
            return new() { Account = account, IdentityType = "Account", Id = account, Arn = $"acs:ram::{account}:root", DisplayName = account };
        }

        var id = Ids.Digits($"user/{account}/{user}", first: '2', length: 18);
        return new() { Account = account, IdentityType = "RAMUser", Id = id, Arn = $"acs:ram::{account}:user/{user}", DisplayName = id, Policy = key.Policy };
    }

    public static Principal Of(SessionRequest session) => new()
    {
        Account = session.Role.Account,
        IdentityType = "AssumedRoleUser",
        Id = $"{session.Role.Id}:{session.SessionName}",
        Arn = $"acs:ram::{session.Role.Account}:assumed-role/{session.Role.Name}/{session.SessionName}",
        RoleId = session.Role.Id,
        DisplayName = $"{session.Role.Name}:{session.SessionName}",
        Policy = session.Role.Policy,
        SessionPolicy = session.Policy,
    };
}
