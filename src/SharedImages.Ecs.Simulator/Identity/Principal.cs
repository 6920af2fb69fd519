namespace SharedImages.Ecs.Simulator;

/// <summary>Who calls: an account itself, one of its users, or a role that somebody has assumed.</summary>
internal sealed record Principal
{
    /// <summary>The caller of an operation that nobody has to sign.</summary>
    public static Principal Nobody { get; } = new() { Account = "", IdentityType = "", Id = "", Arn = "" };

    public required string Account { get; init; }

    /// <summary><c>Account</c>, <c>RAMUser</c> or <c>AssumedRoleUser</c>.</summary>
    public required string IdentityType { get; init; }

    /// <summary>The account, the user's id, or <c>ROLE-ID:SESSION-NAME</c>.</summary>
    public required string Id { get; init; }

    public required string Arn { get; init; }

    /// <summary>Null unless a role was assumed.</summary>
    public string? RoleId { get; init; }

    public bool IsRoot => IdentityType == "Account";

    public static Principal Of(string account, WorldAccessKey key) => key.User is { } user
        ? new() { Account = account, IdentityType = "RAMUser", Id = Ids.Digits($"user/{account}/{user}", first: '2', length: 18), Arn = $"acs:ram::{account}:user/{user}" }
        : new() { Account = account, IdentityType = "Account", Id = account, Arn = $"acs:ram::{account}:root" };

    public static Principal Of(Role role, string sessionName) => new()
    {
        Account = role.Account,
        IdentityType = "AssumedRoleUser",
        Id = $"{role.Id}:{sessionName}",
        Arn = $"acs:ram::{role.Account}:assumed-role/{role.Name}/{sessionName}",
        RoleId = role.Id,
    };
}
