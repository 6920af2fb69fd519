using SharedImages.Activities;
using SharedImages.Ecs;

namespace SharedImages.Worker;

/// <summary>Asks STS whose credentials we have. Until it has said so nothing is polled: a worker that does not know who it is takes no step.</summary>
/// <param name="ecs">Asks STS.</param>
/// <param name="expected">The account that it must be; null = any.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told once when STS does not answer.</param>
internal sealed class AccountFinder(IEcsClient ecs, string? expected, TimeProvider time, Serilog.ILogger log)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private volatile string? trouble = "STS has not said yet of which account the credentials are.";

    /// <summary>Why the account is not known; null = it is.</summary>
    public string? Trouble => trouble;

    /// <summary>Asks until STS says who we are.</summary>
    /// <exception cref="SettingsException">The credentials are of another account than expected.</exception>
    /// <exception cref="WorkerFailedException">The credentials are refused.</exception>
    public async Task<CallerIdentity> FindAsync(CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                var identity = Checked(await ecs.GetCallerIdentityAsync(cancellationToken));
                trouble = null;
                return identity;
            }
            catch (EcsException failure) when (failure.Kind is ErrorKind.Transient or ErrorKind.Throttled)
            {
                Note(failure, isFirst: delay == FirstDelay);
                await Task.Delay(failure.RetryAfter ?? delay, time, cancellationToken);
            }
            catch (EcsException failure)
            {
                throw new WorkerFailedException($"Cannot find out of which account the credentials are: {failure.Message.TrimEnd('.')}; {Remedies.For(failure)}.", failure);
            }
        }
    }

    private CallerIdentity Checked(CallerIdentity identity) => expected is null || identity.AccountId == expected
        ? identity
        : throw new SettingsException(
        [
            $"{SettingsSources.Section}:Account ({SettingsSources.VariableOf("Account")}) is {expected}, but the credentials are of account {identity.AccountId} ({identity.Arn}): give credentials of {expected}, or correct the setting.",
        ]);

    private void Note(EcsException failure, bool isFirst)
    {
        trouble = $"The account is not known, so nothing is polled: {failure.Message.TrimEnd('.')}; see whether this machine reaches STS (network, proxy, {SettingsSources.Section}:Ecs:StsEndpoint).";
        if (isFirst)
        {
            log.Warning("{Trouble:l} It is asked again until it answers.", trouble);
        }
    }
}
