using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Finds the source image and checks everything about it that ECS and the worker's lists can tell.</summary>
internal sealed class SourceResolution(ImageGuard guard, Func<TrustOptions> trust, string installation)
{
    public async Task<SourceReport> ResolveAsync(ResolveSourceRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(cancellationToken);
        var account = session.Account;
        var refusals = new List<Refusal>(PolicyRules.Account(request.Account, account));
        refusals.AddRange(PolicyRules.Owner(request.Source.Owner, account, trust()));
        refusals.AddRange(PolicyRules.Recipients(request.Recipients, "share.accounts", account, trust()));
        var image = await FindAsync(session, request.Source, refusals, cancellationToken);
        return new(account, installation, image, refusals);
    }

    private async Task<SourceImage?> FindAsync(GuardedSession session, SourceSpec source, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var found = source.ImageId is { } id
            ? await ByIdAsync(session, source, id, refusals, cancellationToken)
            : await NewestAsync(session, source, refusals, cancellationToken);
        if (found is null)
        {
            return null;
        }

        refusals.AddRange(PolicyRules.Source(found, source));
        var origin = ImageRules.Origin(found, session.Account, trust());
        refusals.AddRange(PolicyRules.Origin(found, origin, session.Account, trust()));
        refusals.AddRange(RecallRules.Refusals(source.Region, found, await guard.RecalledAsync(cancellationToken)));
        return SourceImages.Of(found, source.Region, origin ?? found.ImageOwnerId);
    }

    private static async Task<Image?> ByIdAsync(GuardedSession session, SourceSpec source, string imageId, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        var image = await ImageGuard.FindAsync(session.Ecs, source.Region, imageId, cancellationToken);
        if (image is null)
        {
            refusals.Add(new(SourceReport.SourceFound, $"{imageId} is not in {source.Region}, or is not shared with this account; ask {source.Owner} to share it there"));
        }

        return image;
    }

    private static async Task<Image?> NewestAsync(GuardedSession session, SourceSpec source, List<Refusal> refusals, CancellationToken cancellationToken)
    {
        if (await SourceImages.FindAsync(session, source, cancellationToken) is [var newest, ..])
        {
            return newest;
        }

        refusals.Add(SourceImages.None(source));
        return null;
    }
}
