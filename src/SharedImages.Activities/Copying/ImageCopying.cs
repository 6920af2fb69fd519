using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Looks for copies and makes them.</summary>
internal sealed class ImageCopying(IEcsClient ecs, Func<TrustOptions> trust, AccountIdentity identity, WaitingOptions waiting, StepRunner runner)
{
    /// <summary>Lets ECS check the copy. A name that is taken passes: whose it is is looked up before copying.</summary>
    public async Task<bool> DryRunAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await ecs.CopyImageAsync(ToEcs(request) with { DryRun = true }, cancellationToken);
        }
        catch (EcsException failure) when (failure.Kind == ErrorKind.Duplicate)
        {
            // An earlier run's copy holds it, or somebody else's image, which parks the region then.
        }

        return true;
    }

    public async Task<CopyLookup> FindAsync(FindCopyRequest request, CancellationToken cancellationToken)
    {
        var copies = await ecs.DescribeImagesAsync(Own(request.Region) with { Tags = [new(Lineage.CopyKey, request.CopyKey)] }, cancellationToken);
        var named = await ecs.DescribeImagesAsync(Own(request.Region) with { ImageName = request.ImageName }, cancellationToken);
        var holder = named.FirstOrDefault(image => image.ImageName == request.ImageName && TagOf(image, Lineage.CopyKey) != request.CopyKey);
        return new(
            [.. copies.OrderByDescending(image => image.CreationTime).ThenBy(image => image.ImageId, StringComparer.Ordinal).Select(Found)],
            holder is null ? null : Found(holder));
    }

    public async Task<FoundCopy> CopyAsync(CopyRequest request, Pulse<bool> unknown, CancellationToken cancellationToken)
    {
        // Said before anything else: Temporal's SDK holds a second heartbeat back for seconds, and the worker may be killed in them.
        var unknownBefore = unknown.Value;
        unknown.Say(true);
        try
        {
            await CheckTrustAsync(request, unknownBefore, cancellationToken);
            var answer = await ecs.CopyImageAsync(ToEcs(request), cancellationToken);
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

    // No nonce is sent twice, so when ECS has seen it already, something on the way has repeated the request.
    private static bool MayHaveTakenEffect(EcsException failure) =>
        failure.Action == "CopyImage"
        && (failure.Code is LocalCodes.NoAnswer or LocalCodes.Timeout or LocalCodes.BadAnswer or "LastTokenProcessing" or "IdempotentProcessing" or "SignatureNonceUsed"
            || failure.HttpStatus >= 500);

    private static DescribeImagesRequest Own(string region) => new() { RegionId = region, Status = ImageStatus.All, ImageOwnerAlias = "self" };

    private static FoundCopy Found(Image image) => new(image.ImageId, image.Status, TagOf(image, Lineage.Run), image.ImageName);

    private static string TagOf(Image image, string key) => image.Tags.FirstOrDefault(tag => tag.Key == key)?.Value ?? "";

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

    // At the intake ECS itself names the owner; later it names us, and the owner on record is held against the list of this moment.
    private async Task CheckTrustAsync(CopyRequest request, bool answerUnknown, CancellationToken cancellationToken)
    {
        var account = await identity.AccountAsync(cancellationToken);
        var owner = request.SourceOwner;
        if (request.Hop == Hop.Intake)
        {
            var source = await ecs.DescribeImagesAsync(new() { RegionId = request.FromRegion, ImageId = request.FromImageId, Status = ImageStatus.All }, cancellationToken);
            owner = source.Count > 0 ? source[0].ImageOwnerId : owner;
        }

        if (owner != request.SourceOwner)
        {
            throw StepFailures.Final(new(
                StepErrorKind.Untrusted,
                $"{request.ToRegion}: {request.FromImageId} belongs to {owner}, but the promotion began with an image of {request.SourceOwner}",
                "find out whose image it is; to take it, correct source.owner under a new version",
                AnswerUnknown: answerUnknown));
        }

        if (!PolicyRules.IsTrusted(owner, account, trust()))
        {
            throw StepFailures.Final(new(
                StepErrorKind.Untrusted,
                $"{request.ToRegion}: {request.FromImageId} comes from {owner}, who is not on this worker's trust list now",
                $"add {owner} to {TrustOptions.TrustedOwnersSetting} and restart the worker; or abort",
                AnswerUnknown: answerUnknown));
        }
    }

    // The name may be held by this very copy: its tags lag behind, or its token has expired.
    private async Task<FoundCopy> HolderAsync(CopyRequest request, EcsException duplicate, bool answerUnknown, CancellationToken cancellationToken)
    {
        var lookup = await FindAsync(new(request.ToRegion, request.CopyKey, request.ImageName), cancellationToken);
        if (lookup.Copies.FirstOrDefault(copy => copy.Name == request.ImageName) is { } own)
        {
            return own;
        }

        var holder = lookup.NameHolder?.ImageId;
        if (holder is null && runner.Elapsed < waiting.VisibilityGrace)
        {
            throw StepFailures.Later($"{request.ToRegion}: the name {request.ImageName} is in use by an image that is not visible yet", waiting.ShortestDelay);
        }

        throw StepFailures.Final(
            new(
                StepErrorKind.NameTaken,
                $"{request.ToRegion}: the name {request.ImageName} is taken by {holder ?? "an image that cannot be seen"}, which is not this copy",
                $"rename or delete {holder ?? "that image"}, or give image.name another value under a new version",
                duplicate.Code,
                duplicate.RequestId,
                holder,
                answerUnknown),
            duplicate);
    }
}
