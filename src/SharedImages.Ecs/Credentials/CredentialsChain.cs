namespace SharedImages.Ecs;

/// <summary>
/// Asks one provider after the other (facts §1.11). Once one has worked, it alone is asked: who we are does not change while we run. For
/// the same reason a provider that is set up, but cannot be asked now, is not passed over.
/// </summary>
internal sealed class CredentialsChain(IReadOnlyList<ChainLink> links) : ICredentialsProvider
{
    private volatile ChainLink? worked;

    /// <inheritdoc/>
    public string? Source => worked?.Name;

    /// <inheritdoc/>
    public async ValueTask<Credentials> GetAsync(CancellationToken cancellationToken = default)
    {
        if (worked is { } link)
        {
            return await link.Provider.GetAsync(cancellationToken);
        }

        var failures = new List<string>();
        foreach (var next in links)
        {
            try
            {
                var key = await next.Provider.GetAsync(cancellationToken);
                return await FirstOrOursAsync(next, key, cancellationToken);
            }
            catch (EcsException e) when (next.IsGuess || !CredentialsFailures.MayPass(e))
            {
                failures.Add($"{next.Name}: {CredentialsFailures.Describe(e)}");
            }
        }

        throw CredentialsFailures.Unusable(
            $"no credentials; tried {string.Join("; ", failures)}. Set {EnvironmentCredentialsProvider.AccessKeyIdVariable} and {EnvironmentCredentialsProvider.AccessKeySecretVariable}, or give one of the others what it lacks");
    }

    /// <inheritdoc/>
    public void Refused(Credentials key) => worked?.Provider.Refused(key);

    // Callers that came at the same time end at the same provider.
    private async ValueTask<Credentials> FirstOrOursAsync(ChainLink ours, Credentials key, CancellationToken cancellationToken)
    {
        var first = Interlocked.CompareExchange(ref worked, ours, null) ?? ours;
        return first == ours ? key : await first.Provider.GetAsync(cancellationToken);
    }
}
