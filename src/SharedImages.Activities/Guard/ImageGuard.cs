using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>
/// Stands before every write. It believes no caller: who called is asked of Temporal, whose image it is of ECS, who acts of STS, and what is
/// allowed of the worker's lists at that moment. What it allows is a <see cref="Permit"/>, good for one image with the credentials it was
/// checked with.
/// </summary>
internal sealed class ImageGuard(IEcsAccess ecs, Func<TrustOptions> trust, Callers callers, IRuns runs, AccountIdentity identity, WaitingOptions waiting, string installation)
{
    /// <summary>Begins a step as the account that the credentials of this moment belong to.</summary>
    public async Task<GuardedSession> EnterAsync(CancellationToken cancellationToken)
    {
        var session = await ecs.HoldAsync(cancellationToken);
        return new(session.Client, await identity.AccountAsync(session, cancellationToken), session.AccessKeyId);
    }

    /// <summary>Begins a step as the account that the operation began with.</summary>
    /// <exception cref="TroubleException">This worker acts for another. Another worker of the queue may hold the right credentials.</exception>
    public async Task<GuardedSession> EnterAsync(string account, CancellationToken cancellationToken)
    {
        var session = await EnterAsync(cancellationToken);
        return session.Account == account ? session : throw new TroubleException(new(
            StepErrorKind.OtherAccount,
            $"this worker acts for account {session.Account} (access key {AccountIdentity.Shown(session.AccessKeyId)}), but the run began with account {account}",
            $"give all workers of this task queue credentials of {account}; another account needs a task queue or namespace of its own"));
    }

    /// <summary>To copy an image, or the reason why not. Throws when the caller may not ask at all.</summary>
    public async Task<(Permit? Permit, StepError? Refusal)> TakeAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Promotion, cancellationToken);
        var session = await EnterAsync(request.Account, cancellationToken);
        if (await FindAsync(session.Ecs, request.FromRegion, request.FromImageId, cancellationToken) is not { } image)
        {
            return (null, ImageRules.Missing(request));
        }

        return (ImageRules.RefuseTake(request, image, session.Account, caller, trust()) ?? await RecalledAsync(request.ToRegion, image, cancellationToken)) is { } refusal
            ? (null, refusal)
            : (new(session.Ecs, session.Account, caller, request.FromRegion, image), null);
    }

    /// <summary>To change an image of the promotion, or take it back from accounts; null when ECS does not show it.</summary>
    public async Task<Permit?> ChangeAsync(string account, string region, string imageId, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Promotion, cancellationToken);
        return await AllowAsync(caller, account, region, imageId, ImageRules.RefuseChange, cancellationToken);
    }

    /// <summary>To share an image of the promotion with accounts; null when ECS does not show it.</summary>
    public async Task<Permit?> ShareAsync(ShareImageRequest request, CancellationToken cancellationToken)
    {
        var permit = await ChangeAsync(request.Account, request.Region, request.ImageId, cancellationToken);
        if (PolicyRules.Recipients(request.Accounts, "share.accounts", request.Account, trust()).FirstOrDefault() is { } refusal)
        {
            throw StepFailures.Final(new(
                StepErrorKind.Untrusted, $"{request.Region} {request.ImageId}: {refusal.Message}", "change the worker's share list; or skip", ImageId: request.ImageId));
        }

        return permit is null ? null : await UnlessRecalledAsync(permit, cancellationToken);
    }

    /// <summary>To change the shares of an image of ours, for a sharing; null when ECS does not show it.</summary>
    public async Task<Permit?> ShareAsync(ChangeSharesRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Sharing, cancellationToken);
        var session = await EnterAsync(request.Account, cancellationToken);
        if (await FindAsync(session.Ecs, request.Region, request.ImageId, cancellationToken) is not { } image)
        {
            return null;
        }

        if (ShareRules.Refuse(image, request.Region, session.Account) is { } notOurs)
        {
            throw StepFailures.Final(new(StepErrorKind.Refused, notOurs.Message, "nothing: its shares are not ours to change", ImageId: request.ImageId));
        }

        return PolicyRules.Recipients(request.Add, "add", session.Account, trust()).FirstOrDefault() is { } refusal
            ? throw StepFailures.Final(new(StepErrorKind.Untrusted, $"{request}: {refusal.Message}", "change the worker's share list; or skip", ImageId: request.ImageId))
            // Taking it back is what a recalled image needs.
            : request.Add.Count == 0 ? new(session.Ecs, session.Account, caller, request.Region, image)
            : await UnlessRecalledAsync(new(session.Ecs, session.Account, caller, request.Region, image), cancellationToken);
    }

    /// <summary>To set an image to what the spec of its refresh says; null when ECS does not show it.</summary>
    public async Task<Permit?> RepairAsync(RepairImageRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Refresh, cancellationToken);
        var session = await EnterAsync(request.Account, cancellationToken);
        if (await FindAsync(session.Ecs, request.Region, request.ImageId, cancellationToken) is not { } image)
        {
            return null;
        }

        return PolicyRules.Recipients(request.Spec.Share.Accounts, "share.accounts", session.Account, trust()).FirstOrDefault() is { } refusal
            ? throw StepFailures.Final(new(StepErrorKind.Untrusted, $"{request.Region} {request.ImageId}: {refusal.Message}", "change the worker's share list, or the spec", ImageId: request.ImageId))
            : await UnlessRecalledAsync(Allow(session, caller, request.Region, image, ImageRules.RefuseRepair(request, image, session.Account, caller)), cancellationToken);
    }

    /// <summary>To take an image of the retired version out of use; null when ECS does not show it.</summary>
    public async Task<Permit?> RetireAsync(RetireImageRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Retirement, cancellationToken);
        return await AllowAsync(caller, request.Account, request.Region, request.ImageId, (image, account, by) => ImageRules.RefuseRetirement(image, request.Region, account, by), cancellationToken);
    }

    /// <summary>To bring an image of the retired version back; null when ECS does not show it.</summary>
    public async Task<Permit?> RestoreAsync(RestoreImageRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Retirement, cancellationToken);
        var (session, of) = (await EnterAsync(request.Image.Account, cancellationToken), request.Image);
        if (await FindAsync(session.Ecs, of.Region, of.ImageId, cancellationToken) is not { } image)
        {
            return null;
        }

        return PolicyRules.Recipients(request.Accounts, "its shares", session.Account, trust()).FirstOrDefault() is { } refusal
            ? throw StepFailures.Final(new(StepErrorKind.Untrusted, $"{of}: {refusal.Message}", "share it by hand, or change the worker's share list", ImageId: of.ImageId))
            : await UnlessRecalledAsync(Allow(session, caller, of.Region, image, ImageRules.RefuseChange(image, session.Account, caller)), cancellationToken);
    }

    /// <summary>To mark an image that was recalled, or take it out of use; null when ECS does not show it.</summary>
    public Task<Permit?> RecallAsync(RecallImageRequest request, CancellationToken cancellationToken) => AllowRecallAsync(request, RecallRules.RefuseRecall, cancellationToken);

    /// <summary>To let an image be used again that was recalled; null when ECS does not show it.</summary>
    public Task<Permit?> UnrecallAsync(RecallImageRequest request, CancellationToken cancellationToken) => AllowRecallAsync(request, RecallRules.RefuseRelease, cancellationToken);

    /// <summary>The images that were recalled.</summary>
    /// <exception cref="TroubleException">Nobody knows what was recalled.</exception>
    public Task<IReadOnlySet<string>> RecalledAsync(CancellationToken cancellationToken) => runs.RecalledAsync(cancellationToken);

    /// <summary>Why an image may be neither taken nor shared now; null = it may.</summary>
    /// <exception cref="TroubleException">Nobody knows what was recalled.</exception>
    public async Task<StepError?> RecalledAsync(string where, Image image, CancellationToken cancellationToken) =>
        RecallRules.Refuse(where, image, await runs.RecalledAsync(cancellationToken));

    /// <summary>To point the operation's channel to an image; null when ECS does not show it.</summary>
    public async Task<Permit?> PointAsync(ChannelImage image, CancellationToken cancellationToken) =>
        await AllowChannelAsync(image, ChannelImageRules.RefusePoint, cancellationToken) is { } permit ? await UnlessRecalledAsync(permit, cancellationToken) : null;

    /// <summary>To take the operation's channel away from an image; null when ECS does not show it.</summary>
    public Task<Permit?> ReleaseAsync(ChannelImage image, CancellationToken cancellationToken) => AllowChannelAsync(image, ChannelImageRules.RefuseRelease, cancellationToken);

    /// <summary>To remove an image of the promotion, of the retired version, or that no run will come back for; null when ECS does not show it.</summary>
    public async Task<Permit?> RemoveAsync(RemoveImageRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(typeof(IEffectActivities), cancellationToken);
        return caller.Kind == OperationKinds.Sweep
            ? await SweepAsync(caller, request, cancellationToken)
            : await AllowAsync(caller, request.Account, request.Image.Region, request.Image.ImageId, (image, account, by) => ImageRules.RefuseRemoval(request, image, account, by), cancellationToken);
    }

    /// <summary>To delete snapshots: those of the given ones that are there and carry the run's tag, which may become visible later than it was set.</summary>
    public async Task<SnapshotPermit> RemoveSnapshotsAsync(RemoveSnapshotsRequest request, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(typeof(IEffectActivities), cancellationToken);
        var session = await EnterAsync(request.Account, cancellationToken);
        var there = new List<Snapshot>();
        foreach (var ids in request.SnapshotIds.Chunk(DescribeSnapshotsRequest.MaxSnapshotIds))
        {
            there.AddRange(await session.Ecs.DescribeSnapshotsAsync(new(request.Region, ids), cancellationToken));
        }

        var noted = there.Where(snapshot => snapshot.Tags.Contains(new(Lineage.Run, caller.Run))).Select(snapshot => snapshot.SnapshotId).ToList();
        return noted.Count < there.Count && ServerTime.Now - ServerTime.Scheduled < waiting.VisibilityGrace
            ? throw StepFailures.Later($"{request.Region}: {there.Count - noted.Count} snapshots do not show this run's tag; it may not be visible yet", waiting.ShortestDelay)
            : new(session.Ecs, session.Account, caller, request.Region, noted);
    }

    /// <summary>Who asks for copies that are there, by Temporal's word: a promotion, or a plan of one. No permit goes by it.</summary>
    public Task<Caller> ReaderAsync(CancellationToken cancellationToken) => callers.AskToReadAsync(OperationKinds.Promotion, cancellationToken);

    /// <summary>The image, in whatever status; null when ECS does not show it.</summary>
    public static async Task<Image?> FindAsync(IEcsClient ecs, string region, string imageId, CancellationToken cancellationToken) =>
        (await ecs.DescribeImagesAsync(new() { RegionId = region, ImageId = imageId, Status = ImageStatus.All }, cancellationToken))
            .FirstOrDefault(candidate => candidate.ImageId == imageId);

    private async Task<Permit?> SweepAsync(Caller caller, RemoveImageRequest request, CancellationToken cancellationToken)
    {
        var (session, of) = (await EnterAsync(request.Account, cancellationToken), request.Image);
        if (await FindAsync(session.Ecs, of.Region, of.ImageId, cancellationToken) is not { } image
            || await LeftoverFacts.OfAsync(session, runs, [(of.Region, image)], cancellationToken) is not [var facts])
        {
            return null;
        }

        return Allow(session, caller, of.Region, image, LeftoverRules.Refuse(facts, session.Account, installation, ServerTime.Now - SweepSpecReader.LeastAge));
    }

    private async Task<Permit> UnlessRecalledAsync(Permit permit, CancellationToken cancellationToken) =>
        await RecalledAsync(permit.Region, permit.Image, cancellationToken) is { } refusal ? throw StepFailures.Final(refusal) : permit;

    private async Task<Permit?> AllowRecallAsync(RecallImageRequest request, Func<Image, string, IReadOnlySet<string>, StepError?> refuse, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Recall, cancellationToken);
        var session = await EnterAsync(request.Account, cancellationToken);
        return await FindAsync(session.Ecs, request.Region, request.ImageId, cancellationToken) is { } image
            ? Allow(session, caller, request.Region, image, refuse(image, session.Account, await runs.RecalledAsync(cancellationToken)))
            : null;
    }

    private async Task<Permit?> AllowChannelAsync(ChannelImage request, Func<Image, string, Caller, StepError?> refuse, CancellationToken cancellationToken)
    {
        var caller = await callers.AskAsync(OperationKinds.Channel, cancellationToken);
        return await AllowAsync(caller, request.Account, request.Region, request.ImageId, refuse, cancellationToken);
    }

    private async Task<Permit?> AllowAsync(
        Caller caller, string account, string region, string imageId, Func<Image, string, Caller, StepError?> refuse, CancellationToken cancellationToken)
    {
        var session = await EnterAsync(account, cancellationToken);
        return await FindAsync(session.Ecs, region, imageId, cancellationToken) is { } image
            ? Allow(session, caller, region, image, refuse(image, session.Account, caller))
            : null;
    }

    private Permit Allow(GuardedSession session, Caller caller, string region, Image image, StepError? refusal)
    {
        if (refusal is null)
        {
            return new(session.Ecs, session.Account, caller, region, image);
        }

        // An image may be seen before its tags are.
        var isYoung = ServerTime.Now - image.CreationTime < waiting.VisibilityGrace;
        throw isYoung && image.IsCopied && !image.Tags.Any(tag => tag.Key.StartsWith(Lineage.Prefix, StringComparison.Ordinal))
            ? StepFailures.Later($"{region} {image.ImageId} shows none of our tags; they may not be visible yet", waiting.ShortestDelay)
            : StepFailures.Final(refusal);
    }
}
