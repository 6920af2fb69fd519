using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds the newest source image and what each target holds of its version. Reads only.</summary>
internal sealed class RefreshSurvey(ImageGuard guard, IRuns runs, IPromotionRuns promotions, Func<TrustOptions> trust, WaitingOptions waiting, StepRunner runner, string installation)
{
    /// <summary>More are counted and not named.</summary>
    private const int MaxForeign = 20;

    /// <summary>More are left out: a refresh that keeps so many keeps all.</summary>
    private const int MaxVersions = 500;

    public async Task<RefreshReport> TakeAsync(RefreshSpec spec, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        var refusals = new List<Refusal>(PolicyRules.Account(spec.Account, session.Account));
        refusals.AddRange(PolicyRules.Owner(spec.Source.Owner, session.Account, trust()));
        refusals.AddRange(PolicyRules.Recipients(spec.Share.Accounts, "share.accounts", session.Account, trust()));
        var (source, version) = await FindAsync(session, spec, refusals, cancellationToken);
        if (source is null || version is null || refusals.Count > 0)
        {
            return new(session.Account, installation, source, version, refusals, null, [], [], 0, [], []);
        }

        var known = await promotions.FindAsync(spec.Name, version, cancellationToken);
        var answers = await Task.WhenAll(spec.Targets.Select(target => AskAsync(session, spec, source, version, target.Region, cancellationToken)));
        var holdings = answers.Select(answer => answer.Holding).ToList();
        var silent = holdings.Where(holding => holding.Error?.Kind == StepErrorKind.Unreachable).Select(holding => holding.Region).ToList();
        if (silent.Count > 0 && runner.Elapsed < waiting.Patience)
        {
            // No step of the region's own comes after this one, which could wait.
            throw StepFailures.Later($"ECS does not answer in {string.Join(", ", silent)}", waiting.ShortestDelay);
        }

        var foreign = answers.SelectMany(answer => answer.Foreign).ToList();
        var channels = await runs.ChannelsAsync(spec.Name, cancellationToken);
        var versions = HeldImages.Versions(answers.SelectMany(answer => answer.Images).Where(image => HeldImages.Foreign(image, installation) is null), channels);
        return new(session.Account, installation, source, version, [], known, holdings, [.. foreign.Take(MaxForeign)], foreign.Count, [.. versions.Take(MaxVersions)],
            [.. (channels?.Channels ?? new Dictionary<string, ChannelState>(StringComparer.Ordinal)).Select(channel => new ChannelStanding(channel.Key, channel.Value.Version, channel.Value.Since, channel.Value.Before))]);
    }

    private async Task<(SourceImage? Source, string? Version)> FindAsync(GuardedSession session, RefreshSpec spec, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var candidates = await SourceImages.FindAsync(session, spec.Source, cancellationToken);
        if (candidates.Count == 0)
        {
            refusals.Add(SourceImages.None(spec.Source));
            return (null, null);
        }

        var newest = candidates[0];
        var origin = ImageRules.Origin(newest, session.Account, trust());
        refusals.AddRange(PolicyRules.Source(newest, spec.Source));
        refusals.AddRange(PolicyRules.Origin(newest, origin, session.Account, trust()));
        refusals.AddRange(RecallRules.Refusals(spec.Source.Region, newest, await guard.RecalledAsync(cancellationToken)));
        var version = VersionOf(spec, newest);
        if (version is null)
        {
            refusals.Add(SourceVersions.None(spec.VersionFrom, spec.Source.NamePattern!, newest.ImageId, newest.ImageName));
        }
        else if (candidates.Skip(1).FirstOrDefault(other => VersionOf(spec, other) == version) is { } twin)
        {
            refusals.Add(new("one-source", $"{newest.ImageId} ({newest.ImageName}) and {twin.ImageId} ({twin.ImageName}) would both be version {version}, and a version is one content; ask {spec.Source.Owner} to take one of them back"));
        }

        return (SourceImages.Of(newest, spec.Source.Region, origin ?? newest.ImageOwnerId), version);
    }

    private static string? VersionOf(RefreshSpec spec, Image image) => SourceVersions.Of(spec.VersionFrom, spec.Source.NamePattern!, image.ImageName, image.CreationTime);

    private async Task<(RegionHolding Holding, IReadOnlyList<Image> Images, IReadOnlyList<ForeignImage> Foreign)> AskAsync(
        GuardedSession session, RefreshSpec spec, SourceImage source, string version, string region, CancellationToken cancellationToken)
    {
        try
        {
            var images = await OwnImages.InAsync(session.Ecs, region, [new(Lineage.Promotion, spec.Name)], cancellationToken);
            IReadOnlyList<ForeignImage> foreign = [.. images.Select(image => (image, Why: HeldImages.Foreign(image, installation))).Where(pair => pair.Why is not null)
                .Select(pair => new ForeignImage(region, pair.image.ImageId, pair.Why!))];
            if (HeldImages.Find(images, version) is not { } image)
            {
                return (new(region, null, null), images, foreign);
            }

            var recalled = RecallRules.IsRecalled(image, await guard.RecalledAsync(cancellationToken));
            var (isDone, mark) = (HeldImages.IsDone(image), recalled ? ImageMark.Recalled : ImageRules.Mark(image));
            IReadOnlyList<Drift> drift = [];
            if (isDone && mark == ImageMark.None)
            {
                var shares = await OwnImages.SharesAsync(session.Ecs, region, image.ImageId, cancellationToken);
                drift = HeldImages.Drift(new(session.Account, region, image.ImageId, version, source, spec), image, shares);
            }

            return (new(region, new(image.ImageId, isDone, mark, drift, ChannelImageRules.Pointing(image)), null), images, foreign);
        }
        catch (EcsException failure)
        {
            return (new(region, null, new(Remedies.Kind(failure.Kind), $"{region}: {failure.Code}: {failure.EcsMessage}", Remedies.For(failure), failure.Code, failure.RequestId)), [], []);
        }
    }
}
