using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities;

/// <summary>Looks for copies and makes them.</summary>
internal sealed class ImageCopying(ImageGuard guard, WaitingOptions waiting, StepRunner runner)
{
    /// <summary>Lets ECS check the copy. A name that is taken passes: whose it is is looked up before copying.</summary>
    public async Task<bool> DryRunAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        try
        {
            await session.Ecs.CopyImageAsync(ToEcs(request) with { DryRun = true }, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.Duplicate)
        {
            // An earlier run's copy holds it, or somebody else's image, which parks the region then.
        }

        return true;
    }

    public async Task<CopyLookup> FindAsync(CopyRequest request, CancellationToken cancellationToken) =>
        await FindAsync(request, await guard.RecalledAsync(cancellationToken), cancellationToken);

    /// <param name="request">The copy.</param>
    /// <param name="recalled">What is not taken over; null = whatever is there is meant: it is looked for to be taken back.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    private async Task<CopyLookup> FindAsync(CopyRequest request, IReadOnlySet<string>? recalled, CancellationToken cancellationToken)
    {
        var caller = await guard.ReaderAsync(cancellationToken);
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var marked = await OwnImages.InAsync(session.Ecs, request.ToRegion, [new(Lineage.CopyKey, request.CopyKey)], cancellationToken);
        var named = await NameHolders.FindAsync(session.Ecs, request.ToRegion, request.ImageName, cancellationToken);
        var copies = new List<Image>();
        StepError? impostor = null;
        foreach (var image in marked.OrderByDescending(image => image.CreationTime).ThenBy(image => image.ImageId, StringComparer.Ordinal))
        {
            if ((ImageRules.RefuseAdoption(request, image, await KeysAsync(session, request, image, cancellationToken), session.Account, caller)
                ?? (recalled is null ? null : RecallRules.Refuse(request.ToRegion, image, recalled))) is { } refusal)
            {
                impostor ??= image.Status is ImageStatus.CreateFailed or ImageStatus.UnAvailable ? null : refusal;
            }
            else
            {
                copies.Add(image);
            }
        }

        var holder = named is null || copies.Exists(copy => copy.ImageId == named.ImageId) ? null : Found(named, NameHolders.Whose(named));
        return new([.. copies.Select(image => Found(image))], holder, impostor);
    }

    public async Task<FoundCopy> CopyAsync(CopyRequest request, Pulse<bool> unknown, CancellationToken cancellationToken)
    {
        var unknownBefore = unknown.Value;
        if (ActivityExecutionContext.Current.Info.Attempt == 1)
        {
            // Without a word from it, the next attempt takes it for unknown anyway.
            unknown.Note(true);
        }
        else
        {
            // Said before anything else: Temporal's SDK holds a second heartbeat back for seconds, and the worker may be killed in them.
            unknown.Say(true);
        }

        try
        {
            var (permit, refusal) = await TakeAsync(request, unknown, unknownBefore, cancellationToken);
            if (permit is null)
            {
                return await MadeBeforeAsync(request, refusal!, unknownBefore, cancellationToken);
            }

            var answer = await permit.CopyAsync(ToEcs(request), cancellationToken);
            return new(answer.ImageId, ImageStatus.Creating, request.Tags[Lineage.Run], request.ImageName);
        }
        catch (EcsException failure)
        {
            unknown.Say(unknownBefore || MayHaveTakenEffect(failure));
            if (failure.Kind == ErrorKind.Duplicate)
            {
                return await HolderAsync(request, failure, unknown.Value, cancellationToken);
            }

            throw;
        }
    }

    private static bool MayHaveTakenEffect(EcsException failure) => failure.Action == "CopyImage" && LostAnswers.MayHaveTakenEffect(failure);

    private async Task<(Permit? Permit, StepError? Refusal)> TakeAsync(CopyRequest request, Pulse<bool> unknown, bool unknownBefore, CancellationToken cancellationToken)
    {
        try
        {
            return await guard.TakeAsync(request, cancellationToken);
        }
        catch
        {
            // Nothing has been sent by this attempt.
            unknown.Say(unknownBefore);
            throw;
        }
    }

    // What may not be taken now may have been taken before, by a call whose answer was lost: then it is there, or never was.
    private async Task<FoundCopy> MadeBeforeAsync(CopyRequest request, StepError refusal, bool unknownBefore, CancellationToken cancellationToken)
    {
        var made = (await FindAsync(request, recalled: null, cancellationToken)).Copies.FirstOrDefault(copy => copy.Run == request.Tags.GetValueOrDefault(Lineage.Run));
        return made ?? throw (unknownBefore && runner.Elapsed < waiting.VisibilityGrace
            ? StepFailures.Later($"{request.ToRegion}: a copy that may have been made is not visible; it may not be so yet", waiting.ShortestDelay)
            : StepFailures.Final(refusal));
    }

    private static FoundCopy Found(Image image, string? whose = null) => new(image.ImageId, image.Status, image.Tags.ValueOf(Lineage.Run), image.ImageName, whose, image.Tags.ValueOf(Lineage.Done) == Lineage.DoneValue);

    private static async Task<IReadOnlyList<string>> KeysAsync(GuardedSession session, CopyRequest request, Image image, CancellationToken cancellationToken)
    {
        var snapshotIds = ImageRules.SnapshotsOf(image);
        return request.KmsKeyId is null || snapshotIds.Count == 0 || image.Status != ImageStatus.Available
            ? []
            : [.. (await session.Ecs.DescribeSnapshotsAsync(new(request.ToRegion, snapshotIds), cancellationToken)).Select(snapshot => snapshot.KMSKeyId).Distinct(StringComparer.Ordinal)];
    }

    private static CopyImageRequest ToEcs(CopyRequest request) => new()
    {
        RegionId = request.FromRegion,
        ImageId = request.FromImageId,
        DestinationRegionId = request.ToRegion,
        DestinationImageName = request.ImageName,
        DestinationDescription = request.Description,
        Encrypted = request.Encrypted ? true : null,
        KMSKeyId = request.KmsKeyId,
        Tags = [.. request.Tags.Select(tag => new Tag(tag.Key, tag.Value))],
        ClientToken = request.ClientToken,
    };

    // The name may be held by this very copy: its tags lag behind, or its token has expired.
    private async Task<FoundCopy> HolderAsync(CopyRequest request, EcsException duplicate, bool answerUnknown, CancellationToken cancellationToken)
    {
        var lookup = await FindAsync(request, recalled: null, cancellationToken);
        if (lookup.Copies.FirstOrDefault(copy => copy.Name == request.ImageName) is { } own)
        {
            return own;
        }

        var holder = lookup.NameHolder;
        if (holder is null && lookup.Impostor is null && runner.Elapsed < waiting.VisibilityGrace)
        {
            throw StepFailures.Later($"{request.ToRegion}: the name {request.ImageName} is in use by an image that is not visible yet", waiting.ShortestDelay);
        }

        var error = lookup.Impostor ?? NameHolders.Taken(request.ToRegion, request.ImageName, holder?.ImageId, holder?.Whose);
        throw StepFailures.Final(error with { Code = duplicate.Code, RequestId = duplicate.RequestId, AnswerUnknown = answerUnknown }, duplicate);
    }
}
