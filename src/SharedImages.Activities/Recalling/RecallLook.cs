using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds what is bad and what came of it, and who runs from it. Reads only.</summary>
internal sealed class RecallLook(ImageGuard guard, IRuns runs, IRecallRuns recalls)
{
    public async Task<RecallSurvey> SurveyAsync(RecallSpec spec, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        var refusals = new List<Refusal>(PolicyRules.Account(spec.Account, session.Account));
        var ours = await OursAsync(session, cancellationToken);
        var bad = RecallLineage.Closure(RecallLineage.Roots(spec.Image, ours), ours);
        var images = ours.Where(there => bad.Contains(there.Image.ImageId) && ImageRules.HasLineage(there.Image)).ToList();
        IReadOnlyList<string> promotions = spec.Release ? [] : await PromotionsAsync(spec.Image, bad, images, cancellationToken);
        if (images.Count == 0 && promotions.Count == 0 && !ours.Any(there => there.Image.ImageId == spec.Image.ImageId))
        {
            refusals.Add(new("recall-ours", $"{spec.Image} is not ours, and nothing of ours came of it, in no region; correct it, or leave it: what is not ours is recalled by its owner"));
        }

        if (bad.Count > RecallBook.MaxImages)
        {
            refusals.Add(new("recall-size", $"{bad.Count} images came of it, and the register of recalls has room for {RecallBook.MaxImages}; recall single versions, the newest first"));
        }

        var shares = spec.Plan ? await Task.WhenAll(images.Select(there => OwnImages.SharesAsync(session.Ecs, there.Region, there.Image.ImageId, cancellationToken))) : [];
        return new(
            session.Account,
            [.. bad.Except(images.Select(there => there.Image.ImageId), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. images.Select((there, i) => new RecalledImage(
                there.Region,
                there.Image.ImageId,
                RecallLineage.PromotionOf(there.Image),
                spec.Plan ? shares[i] : [],
                ChannelImageRules.Pointing(there.Image),
                ImageRules.Mark(there.Image) == ImageMark.Recalled))],
            promotions,
            spec.Release ? [] : RecallLineage.Channels(bad, ours, await guard.RecalledAsync(cancellationToken), await HistoriesAsync(images, cancellationToken)),
            [.. RecallLineage.Notes(spec.Image, bad, ours)],
            refusals);
    }

    /// <summary>Null = it is gone.</summary>
    public async Task<IReadOnlyList<string>?> ReadAsync(RecallImageRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        return await ImageGuard.FindAsync(session.Ecs, request.Region, request.ImageId, cancellationToken) is null
            ? null
            : await OwnImages.SharesAsync(session.Ecs, request.Region, request.ImageId, cancellationToken);
    }

    /// <summary>An image is in one region; one of others may be in any.</summary>
    public async Task<RecalledUsers> UsersAsync(FindUsersRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var regions = request.Sources.Count == 0 ? [] : (await session.Ecs.DescribeRegionsAsync(cancellationToken)).Select(region => region.RegionId);
        // Asked first: what ends meanwhile is in the list of instances.
        var replacing = await recalls.OpenReplacementsAsync([.. request.Sources, .. request.Images.Select(image => image.ImageId)], cancellationToken);
        var asked = regions.SelectMany(region => request.Sources.Select(source => new ImageRef(region, source))).Concat(request.Images).ToList();
        var found = await Task.WhenAll(asked.Select(image => session.Ecs.DescribeInstancesAsync(new() { RegionId = image.Region, ImageId = image.ImageId }, cancellationToken)));
        var instances = asked.Zip(found)
            .SelectMany(pair => pair.Second.Select(instance => new RecalledInstance(pair.First.Region, instance.InstanceId, pair.First.ImageId)))
            .OrderBy(instance => instance.Region, StringComparer.Ordinal)
            .ThenBy(instance => instance.InstanceId, StringComparer.Ordinal)
            .ToList();
        return new(instances.Count, [.. instances.Take(RecalledUsers.MaxNamed)], replacing.Count > 0 ? replacing : null);
    }

    private static async Task<IReadOnlyList<(string Region, Image Image)>> OursAsync(GuardedSession session, CancellationToken cancellationToken)
    {
        var there = await OwnImages.EverywhereAsync(session.Ecs, [], cancellationToken);
        return [.. there.OrderBy(place => place.Region, StringComparer.Ordinal).SelectMany(place => place.Images.Select(image => (place.Region, image)))];
    }

    private Task<IReadOnlyList<string>> PromotionsAsync(ImageReference what, IReadOnlySet<string> bad, IReadOnlyList<(string Region, Image Image)> images, CancellationToken cancellationToken)
    {
        var made = images.Select(there => RecallLineage.PromotionOf(there.Image)).Concat(what.Promotion is { } promotion ? [promotion] : []).Distinct(StringComparer.Ordinal);
        return recalls.OpenPromotionsAsync([.. made.Select(made => $"{ContractNames.PromotionPrefix}/{made}")], [.. bad], cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, ImageChannels>> HistoriesAsync(IReadOnlyList<(string Region, Image Image)> images, CancellationToken cancellationToken)
    {
        var histories = new Dictionary<string, ImageChannels>(StringComparer.Ordinal);
        foreach (var name in images.Where(there => ChannelImageRules.Pointing(there.Image).Count > 0).Select(there => there.Image.Tags.ValueOf(Lineage.Promotion)).Distinct(StringComparer.Ordinal))
        {
            if (await runs.ChannelsAsync(name, cancellationToken) is { } channels)
            {
                histories[name] = channels;
            }
        }

        return histories;
    }
}
