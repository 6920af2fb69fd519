using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities;

/// <summary>Reasons not to start that follow from the worker's lists and from the image as ECS shows it. Pure.</summary>
internal static class PolicyRules
{
    public static bool IsTrusted(string owner, string account, TrustOptions trust) =>
        owner == account || trust.TrustedOwners.Contains(owner, StringComparer.Ordinal);

    public static IEnumerable<Refusal> Account(string? wanted, string account)
    {
        if (wanted is not null && wanted != account)
        {
            yield return new("account", $"the spec wants account {wanted}, but this worker acts for {account}; start it on the task queue of a worker of {wanted}");
        }
    }

    public static IEnumerable<Refusal> Owner(string owner, string account, TrustOptions trust)
    {
        if (!IsTrusted(owner, account, trust))
        {
            yield return new("trusted-owner", $"the source owner {owner} is not on this worker's trust list{Listed(trust.TrustedOwners)}; to trust it, add it to {TrustOptions.TrustedOwnersSetting} and restart the worker");
        }
    }

    /// <summary>Of a copy of ours, where it came from in the first place counts.</summary>
    /// <param name="image">The source image.</param>
    /// <param name="origin">See <see cref="ImageRules.Origin"/>.</param>
    /// <param name="account">The worker's account.</param>
    /// <param name="trust">The worker's lists.</param>
    public static IEnumerable<Refusal> Origin(Image image, string? origin, string account, TrustOptions trust)
    {
        if (origin is null)
        {
            yield return new("own-copy", $"{image.ImageId} is a copy of ours without lineage, so nobody knows where it came from; name the image it was copied from, or set {TrustOptions.OwnCopiesSetting} to take such copies");
        }
        else if (origin != image.ImageOwnerId && !IsTrusted(origin, account, trust))
        {
            yield return new("trusted-owner", $"{image.ImageId} came from {origin}, who is not on this worker's trust list{Listed(trust.TrustedOwners)}; to trust it, add it to {TrustOptions.TrustedOwnersSetting} and restart the worker");
        }
    }

    /// <param name="recipients">Whom images are to be shared with.</param>
    /// <param name="field">Where the spec says so.</param>
    /// <param name="account">The worker's account.</param>
    /// <param name="trust">The worker's lists.</param>
    public static IEnumerable<Refusal> Recipients(IReadOnlyList<string> recipients, string field, string account, TrustOptions trust)
    {
        foreach (var recipient in recipients)
        {
            if (recipient == account)
            {
                yield return new("share-recipient", $"{recipient} is this worker's own account, and an image cannot be shared with its owner; remove it from {field}");
            }
            else if (!trust.ShareRecipients.Contains(recipient, StringComparer.Ordinal))
            {
                yield return new("share-recipient", $"images may not be shared with {recipient}: it is not on this worker's share list{Listed(trust.ShareRecipients)}; to allow it, add it to {TrustOptions.ShareRecipientsSetting} and restart the worker");
            }
        }
    }

    public static IEnumerable<Refusal> Source(Image image, SourceSpec source)
    {
        if (image.ImageOwnerId != source.Owner)
        {
            yield return new("source-owner", $"{image.ImageId} belongs to {image.ImageOwnerId}, not to {source.Owner} as the spec says; correct source.owner if that account is meant");
        }

        if (image.IsPublic)
        {
            yield return new("source-kind", $"{image.ImageId} is a community image, and those cannot be copied; ask its owner to share it with this account");
        }

        if (image.ImageOwnerAlias is "system" or "marketplace")
        {
            yield return new("source-kind", $"{image.ImageId} is a {image.ImageOwnerAlias} image, and those are not promoted; make a custom image from it, or name one that was shared with this account");
        }

        if (image.Status == ImageStatus.Deprecated)
        {
            yield return new(SourceReport.SourceAvailable, $"{image.ImageId} is deprecated by its owner, and such an image cannot be copied; choose another, or ask {image.ImageOwnerId} to make it Available");
        }
        else if (image.Status != ImageStatus.Available)
        {
            yield return new(SourceReport.SourceAvailable, $"{image.ImageId} is {image.Status}, and only an Available image can be copied; run again when it is");
        }
    }

    private static string Listed(IReadOnlyList<string> accounts) => accounts.Count == 0 ? ", which is empty" : "";
}
