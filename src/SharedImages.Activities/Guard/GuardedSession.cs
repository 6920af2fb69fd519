using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>A client that is known to act for the account that the promotion began with.</summary>
/// <param name="Ecs">Signs all calls with the same key.</param>
/// <param name="Account">The account of that key.</param>
/// <param name="AccessKeyId">Id of that key.</param>
internal sealed record GuardedSession(IEcsClient Ecs, string Account, string AccessKeyId);
