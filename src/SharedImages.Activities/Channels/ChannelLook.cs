using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Sees where a version is and where a channel points to, and what speaks against moving it. Reads only.</summary>
internal sealed class ChannelLook(ImageGuard guard, IRuns runs)
{
    public async Task<ChannelSurvey> TakeAsync(SurveyChannelRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        var there = await OwnImages.EverywhereAsync(session.Ecs, [new(Lineage.Promotion, request.Name)], cancellationToken);
        var images = there.SelectMany(place => place.Images).ToList();
        var (places, refusals) = ChannelPlaceRules.Of(request, [.. there.OrderBy(place => place.Region, StringComparer.Ordinal)]);
        var promotion = ContractNames.WorkflowId(request.Name, request.Version);
        var run = await runs.FindAsync(promotion, null, cancellationToken);
        // One that still runs may yet share them.
        var accounts = run switch
        {
            null => null,
            { IsOpen: true } => [],
            _ => await runs.SharedWithAsync(promotion, cancellationToken),
        };
        var targets = places.Where(place => place.ImageId is not null).Select(place => (place.Region, Image: images.Single(image => image.ImageId == place.ImageId))).ToList();
        var recalled = await guard.RecalledAsync(cancellationToken);
        var listed = targets.SelectMany(target => RecallRules.Listed(target.Region, target.Image, recalled));
        var unshared = await Task.WhenAll(targets.Select(target => UnsharedAsync(session, target.Region, target.Image, accounts ?? [], cancellationToken)));
        return new(
            session.Account,
            places,
            [.. images.Where(image => ChannelImageRules.Points(image, request.Channel)).Select(image => image.Tags.ValueOf(Lineage.Version)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            accounts is null ? [$"whether all have the images that {promotion} shared them with was not checked: Temporal does not know that run any more"] : [],
            [.. PolicyRules.Account(request.Account, session.Account), .. refusals, .. ChannelPlaceRules.Open(run), .. listed, .. unshared.OfType<Refusal>()]);
    }

    private static async Task<Refusal?> UnsharedAsync(GuardedSession session, string region, Image image, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        // From whom a sharing has taken it back is not to have it.
        var wanted = ShareWishes.Read(image.Tags.ValueOf(Lineage.Shares)).Wanted(accounts);
        var lacking = wanted.Count == 0 ? [] : wanted.Except(await OwnImages.SharesAsync(session.Ecs, region, image.ImageId, cancellationToken), StringComparer.Ordinal).ToList();
        return lacking.Count == 0 ? null : new(
            "channel-shares",
            $"{region}/{image.ImageId} is not shared with {string.Join(", ", lacking)}, as its promotion was asked to; share it with them (sharedimages share), or leave {region} out (without)");
    }
}
