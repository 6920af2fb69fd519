namespace SharedImages.Workflows;

/// <summary>What a sharing changes, what that costs others, and what a failed change means. Pure.</summary>
internal static class SharingRules
{
    /// <summary>What can be decided on an image whose change has failed.</summary>
    public static IReadOnlyList<ResolveAction> Actions { get; } = [ResolveAction.Retry, ResolveAction.Skip, ResolveAction.Abort];

    /// <summary>The images that all references mean, and every reason not to begin that the reports tell.</summary>
    public static (IReadOnlyList<ImageRef> Images, IReadOnlyList<Refusal> Refusals) Found(IReadOnlyList<ImageReport> reports)
    {
        var images = reports.SelectMany(report => report.Images).Select(image => new ImageRef(image.Region, image.ImageId)).ToList();
        var twice = images.GroupBy(image => image).Where(group => group.Count() > 1)
            .Select(group => new Refusal("image-once", $"{group.Key.ImageId} in {group.Key.Region} is meant {group.Count()} times; leave out of images what a promotion named there has left anyway"));
        return ([.. images.Distinct()], [.. reports.SelectMany(report => report.Refusals).Distinct(), .. twice]);
    }

    /// <summary>What there is to change of each image: accounts that have it already, or do not have it anyway, are left alone.</summary>
    public static IReadOnlyList<ChangeSharesRequest> Plan(SharingSpec spec, string account, IReadOnlyList<ImageShares> images) =>
        [.. images.Select(image => new ChangeSharesRequest(
            image.Region,
            image.ImageId,
            account,
            [.. spec.Add.Except(image.Accounts, StringComparer.Ordinal)],
            [.. spec.Remove.Intersect(image.Accounts, StringComparer.Ordinal)]))];

    /// <summary>Who loses what, a line per account.</summary>
    public static IReadOnlyList<string> Losses(IReadOnlyList<ChangeSharesRequest> plan) =>
        [.. plan.SelectMany(change => change.Remove.Select(account => (Account: account, What: change.ToString())))
            .GroupBy(loss => loss.Account, loss => loss.What, StringComparer.Ordinal)
            .Select(losses => $"{losses.Key} loses {string.Join(", ", losses)}")];

    /// <summary>What losing an image means (facts §4.5).</summary>
    private const string Meaning = "An account without it can no longer see the image, launch from it or put it on a system disk; its instances run on, but their system disks cannot be re-initialised; its launch templates and scaling groups that name the image fail at their next launch; copies that it has made stay";

    /// <summary>Images are taken back only by somebody who knows what that does.</summary>
    public static IReadOnlyList<Refusal> Confirmation(SharingSpec spec, IReadOnlyList<string> losses) => spec.Confirmed || losses.Count == 0
        ? []
        : [new("confirm-unsharing", $"{string.Join("; ", losses)}. {Meaning}. If that is wanted, say confirmed: true, or --yes on the command line")];
}
