using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Sees whom images are shared with, and what of a change would be refused. Reads only.</summary>
internal sealed class SharesLook(ImageGuard guard, Func<TrustOptions> trust)
{
    /// <summary>Facts §4.1 S5.</summary>
    private const int MaxAccounts = 50;

    public async Task<SharesSurvey> TakeAsync(SurveySharesRequest request, CancellationToken cancellationToken)
    {
        var session = await guard.EnterAsync(request.Account, cancellationToken);
        var refusals = new List<Refusal>(PolicyRules.Recipients(request.Add, "add", session.Account, trust()));
        var images = await Task.WhenAll(request.Images.Select(image => LookAsync(session, request, image, cancellationToken)));
        refusals.AddRange(images.SelectMany(image => image.Refusals));
        var shares = images.Select(image => image.Shares).OfType<ImageShares>().ToList();
        if (shares.Count == images.Length)
        {
            refusals.AddRange(request.Remove.Where(account => shares.TrueForAll(image => !image.Accounts.Contains(account, StringComparer.Ordinal)))
                .Select(account => new Refusal("shared-with", $"none of the images is shared with {account}; leave it out of remove")));
        }

        return new(shares, refusals);
    }

    private static async Task<(ImageShares? Shares, IReadOnlyList<Refusal> Refusals)> LookAsync(
        GuardedSession session, SurveySharesRequest request, ImageRef reference, CancellationToken cancellationToken)
    {
        var (region, imageId) = (reference.Region, reference.ImageId);
        if (await ImageGuard.FindAsync(session.Ecs, region, imageId, cancellationToken) is not { } image)
        {
            return (null, [new("image-found", $"{region}/{imageId} is not there any more; run again without it")]);
        }

        if (ShareRules.Refuse(image, region, session.Account) is { } notOurs)
        {
            return (null, [notOurs]);
        }

        var accounts = await OwnImages.SharesAsync(session.Ecs, region, imageId, cancellationToken);
        var refusals = new List<Refusal>();
        if (request.Add.Except(accounts, StringComparer.Ordinal).Any())
        {
            refusals.AddRange(ShareRules.Unshareable(image, region));
        }

        var after = accounts.Union(request.Add, StringComparer.Ordinal).Except(request.Remove, StringComparer.Ordinal).Count();
        if (after > MaxAccounts)
        {
            refusals.Add(new("share-limit", $"{region}/{imageId} would be shared with {after} accounts, and ECS allows {MaxAccounts} of an image; take it back from others first, or raise the quota"));
        }

        return (new(region, imageId, accounts), refusals);
    }
}
