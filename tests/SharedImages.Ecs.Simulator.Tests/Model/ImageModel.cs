namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>The rules of sharing, copying, deletion and client tokens (facts §1.10, §2.2–2.4, §2.6, §4.1, §4.2, §12), written from the facts alone and as simply as can be.</summary>
internal sealed class ImageModel(IEnumerable<ModelImage> images, IReadOnlyList<string> knownAccounts)
{
    public const int ImageQuota = 3;
    public const int CopiesAtOnce = 2;
    public const int SharesPerImage = 1;
    public const int TokenSeconds = 120;
    public const int SameRegionSeconds = 30;
    public const int CrossRegionSeconds = 90;

    private readonly Dictionary<(string Account, string Region, string Token), (string Sent, ModelImage Image, int At)> tokens = [];

    public List<ModelImage> Images { get; } = [.. images];

    public int Now { get; private set; }

    public void Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Now++;
            StartWaiting();
        }
    }

    /// <param name="step">The call.</param>
    /// <param name="imageId">The id that it is sent with: a client token remembers that, whatever has become of the image.</param>
    public ModelOutcome Do(ModelStep step, string imageId)
    {
        switch (step.Fault)
        {
            case FaultKind.Throttle:
                return new ModelOutcome("Throttling.User");
            case FaultKind.ServerError:
                return new ModelOutcome("InternalError");
            case FaultKind.LoseRequest when !step.DryRun:
                return new ModelOutcome { IsCut = true };
            default:
                var outcome = Act(step, Images.Find(image => image.Id == imageId), imageId);
                return step.Fault == FaultKind.LoseAnswer && !step.DryRun && outcome.Codes.Count == 0 ? outcome with { IsCut = true } : outcome;
        }
    }

    private ModelOutcome Act(ModelStep step, ModelImage? image, string imageId) => step.Action switch
    {
        "CopyImage" => Copy(step, image, imageId),
        "CancelCopyImage" => Cancel(step, image),
        "DeleteImage" => Delete(step, image),
        "ModifyImageSharePermission" => Share(step, image),
        _ => new ModelOutcome { Listed = [.. Images.Where(candidate => candidate.Key.Region == step.Region && IsSeen(candidate, step.Account) && (step.All || candidate.StatusAt(Now) == "Available"))] },
    };

    private static bool IsSeen(ModelImage image, string account) => image.Key.Owner == account || image.Shares.Contains(account);

    private static bool IsOwn(ModelImage? image, ModelStep step) => image?.Key.Owner == step.Account && image.Key.Region == step.Region;

    private ModelOutcome Copy(ModelStep step, ModelImage? source, string imageId)
    {
        var sent = $"{imageId} {step.Destination} {step.Name}";
        if (step.Token is not null && !step.DryRun && tokens.TryGetValue((step.Account, step.Region, step.Token), out var first) && Now - first.At <= TokenSeconds)
        {
            return first.Sent == sent ? new ModelOutcome { Image = first.Image } : new ModelOutcome("IdempotentParameterMismatch");
        }

        var isFound = source is not null && source.Key.Region == step.Region && IsSeen(source, step.Account);
        var there = Images.Where(image => image.Key.Owner == step.Account && image.Key.Region == step.Destination).ToList();
        var refusals = Refusals(
            (!isFound, "InvalidImageId.NotFound"),
            (isFound && source!.StatusAt(Now) != "Available", "IncorrectImageStatus"),
            (isFound && source!.Key.Owner != step.Account && step.Destination != step.Region, "OperationDenied.SameRegionOnly"),
            (there.Exists(image => image.Key.Name == step.Name), "InvalidImageName.Duplicated"),
            (there.Count >= ImageQuota, "QuotaExceed.Image"));
        if (refusals.Count > 0 || step.DryRun)
        {
            return new ModelOutcome(refusals.Count > 0 ? refusals : ["DryRunOperation"]);
        }

        var fails = step.Fault == FaultKind.FailCopy;
        var seconds = step.Destination == step.Region ? SameRegionSeconds : CrossRegionSeconds;
        var copy = new ModelImage { Key = new ModelKey(step.Account, step.Destination, step.Name), Source = source, Fails = fails, Runs = fails ? seconds * 40 / 100 : seconds };
        Images.Add(copy);
        StartWaiting();
        if (step.Token is not null)
        {
            tokens[(step.Account, step.Region, step.Token)] = (sent, copy, Now);
        }

        return new ModelOutcome { Image = copy };
    }

    private ModelOutcome Cancel(ModelStep step, ModelImage? image)
    {
        var refusals = Refusals(
            (!IsOwn(image, step), "InvalidImageId.NotFound"),
            (IsOwn(image, step) && image!.Source is null, "ImageCreatedNotFromCopy"),
            (IsOwn(image, step) && image!.Source is not null && !image.IsOpenAt(Now), "IncorrectImageStatus"));
        return EndOf(refusals, dryRun: false, image);
    }

    private ModelOutcome Delete(ModelStep step, ModelImage? image)
    {
        var refusals = Refusals(
            (!IsOwn(image, step), "InvalidImageId.NotFound"),
            (IsOwn(image, step) && (image!.IsOpenAt(Now) || Images.Exists(copy => copy.Source == image && copy.IsOpenAt(Now))), "OperationDenied.ImageCopying"),
            (IsOwn(image, step) && image!.Shares.Count > 0, "ImageUseShared"));
        return EndOf(refusals, step.DryRun, image);
    }

    private ModelOutcome EndOf(List<string> refusals, bool dryRun, ModelImage? image)
    {
        if (refusals.Count > 0 || dryRun)
        {
            return new ModelOutcome(refusals.Count > 0 ? refusals : ["DryRunOperation"]);
        }

        Images.Remove(image!);
        StartWaiting();
        return new ModelOutcome();
    }

    private ModelOutcome Share(ModelStep step, ModelImage? image)
    {
        // More than ten of either are dropped without a word.
        var (add, remove) = (step.Add.Take(10).ToList(), step.Remove.Take(10).ToList());
        var adds = IsOwn(image, step) && add.Count > 0;
        var refusals = Refusals(
            (!IsOwn(image, step), "InvalidImageId.NotFound"),
            (add.Count + remove.Count == 0, "MissingParameter"),
            (adds && image!.StatusAt(Now) != "Available", "OperationDenied.InvalidImageStatus"),
            (adds && add.Contains(step.Account, StringComparer.Ordinal), "InvalidAccount.Forbbiden"),
            (adds && add.Exists(account => !knownAccounts.Contains(account, StringComparer.Ordinal)), "InvalidAccount.NotFound"),
            (adds && image!.Shares.Union(add, StringComparer.Ordinal).Except(remove, StringComparer.Ordinal).Count() > SharesPerImage, "QuotaExceed.ShareImageUser"));
        if (refusals.Count > 0 || step.DryRun)
        {
            return new ModelOutcome(refusals.Count > 0 ? refusals : ["DryRunOperation"]);
        }

        image!.Shares.UnionWith(add);
        image.Shares.ExceptWith(remove);
        return new ModelOutcome();
    }

    /// <summary>A few copies per account and destination run at once, the oldest first.</summary>
    private void StartWaiting()
    {
        foreach (var lane in Images.Where(image => image.IsOpenAt(Now)).GroupBy(image => (image.Key.Owner, image.Key.Region)))
        {
            foreach (var image in lane.Take(CopiesAtOnce).Where(image => image.EndsAt is null))
            {
                image.EndsAt = Now + image.Runs;
            }
        }
    }

    private static List<string> Refusals(params (bool Refuses, string Code)[] rules) => [.. rules.Where(rule => rule.Refuses).Select(rule => rule.Code)];
}
