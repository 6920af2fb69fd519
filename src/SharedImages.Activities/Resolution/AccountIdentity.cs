using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>The account that the worker acts for, asked once: STS throttles those who ask often (facts §1.11).</summary>
internal sealed class AccountIdentity(IEcsClient ecs)
{
    private string? account;

    public async Task<string> AccountAsync(CancellationToken cancellationToken) =>
        account ??= (await ecs.GetCallerIdentityAsync(cancellationToken)).AccountId;
}
