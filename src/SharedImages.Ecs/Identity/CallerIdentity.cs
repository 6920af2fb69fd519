namespace SharedImages.Ecs;

/// <summary>Answer of STS GetCallerIdentity.</summary>
/// <param name="AccountId">Account UID, digits.</param>
/// <param name="Arn">The principal, for example <c>acs:ram::1000000000000001:user/release</c>.</param>
/// <param name="IdentityType"><c>Account</c>, <c>RAMUser</c> or <c>AssumedRoleUser</c>.</param>
public sealed record CallerIdentity(string AccountId, string Arn, string IdentityType);
