using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>How a fleet is gone through. Pure.</summary>
internal static class FleetRules
{
    /// <summary>Why no other instance is begun when all places are held.</summary>
    public const string NoPlaceLeft = "all places are held by instances that are out of service";

    /// <summary>Why no other instance is begun when somebody gives up after the canary.</summary>
    public const string CanaryGivenUp = "it was decided not to go on after the canary";

    /// <summary>Why no other instance is begun when somebody has everything brought back.</summary>
    public const string AllBack = "everything is brought back by decision";

    /// <summary>Why nothing is brought back when a replacement has come to its end.</summary>
    public const string Ending = "the replacement is ending, and brings nothing back any more; make another one with the former image";

    /// <summary>More former images than a search attribute needs are left out.</summary>
    public const int MaxFormerImages = 20;

    /// <summary>Why no other instance is begun when a window has ended without its outcomes.</summary>
    public static string WindowLost(string workflowId, string why) => $"{workflowId} ended without telling how its instances are ({why})";

    /// <summary>Why nothing is brought back.</summary>
    public static string NothingToBringBack(string what) =>
        $"of {what} there is nothing to bring back: no instance that has its new disk from this run, or is under way; what is being brought back already is not brought back twice";

    /// <summary>Why no other instance is begun when the canary has failed.</summary>
    public static string CanaryFailed(int failed) => string.Create(CultureInfo.InvariantCulture, $"{failed} of the canary failed");

    /// <summary>What a person is asked after the canary.</summary>
    public static StepError CanaryWaits(int canary) => new(
        StepErrorKind.NotStarted,
        string.Create(CultureInfo.InvariantCulture, $"the canary of {canary} has its new disks, and the others wait"),
        "look at the canary; continue with the others, bring the canary back, or abort and leave it as it is");

    /// <summary>Why no other instance is begun after failures.</summary>
    public static string TooManyFailed(int failed, int stopAfter) =>
        string.Create(CultureInfo.InvariantCulture, $"{failed} {(failed == 1 ? "instance has" : "instances have")} failed, and pace.stopAfter is {stopAfter}");

    /// <summary>The windows of a fleet: the canary alone, then the others, up to 100 together.</summary>
    public static IReadOnlyList<IReadOnlyList<ChosenInstance>> Windows(IReadOnlyList<ChosenInstance> chosen, int canary) =>
    [
        .. chosen.Take(canary).Chunk(ReplaceWindowInput.MaxInstances),
        .. chosen.Skip(canary).Chunk(ReplaceWindowInput.MaxInstances),
    ];

    /// <summary>The instances in the order in which they are begun: those that have their image already come last, for a canary of them would show nothing.</summary>
    /// <param name="chosen">All that are selected.</param>
    /// <param name="disks">The new disks, one wish for each selection.</param>
    public static IReadOnlyList<ChosenInstance> Ordered(IReadOnlyList<ChosenInstance> chosen, IReadOnlyList<DiskWish> disks) =>
        [.. chosen.OrderBy(instance => HasImage(instance, disks))];

    /// <summary>How many instances need another disk.</summary>
    public static int Needing(IReadOnlyList<ChosenInstance> chosen, IReadOnlyList<DiskWish> disks) => chosen.Count(instance => !HasImage(instance, disks));

    /// <summary>How many of the windows are the canary's.</summary>
    public static int CanaryWindows(int canary) => (canary + ReplaceWindowInput.MaxInstances - 1) / ReplaceWindowInput.MaxInstances;

    /// <summary>The new disks, one wish for each selection.</summary>
    public static IReadOnlyList<DiskWish> Disks(ReplacementSpec spec, IReadOnlyList<UsedImage> images) =>
        [.. spec.Instances.Select(selection =>
        {
            var image = images.Single(candidate => candidate.Region == selection.Region);
            return new DiskWish(selection.Region, image.ImageId, selection.Encrypted, selection.KmsKeyId);
        })];

    /// <summary>Encryption that can be told before the first write (facts §4.3 E2): of an encrypted image of another account it must be said. Disks of an own one keep its key.</summary>
    public static IEnumerable<Refusal> Encryption(ReplacementSpec spec, IReadOnlyList<UsedImage> images, string account) =>
        from selection in spec.Instances
        from image in images
        where image.Region == selection.Region && image.Encrypted && image.OwnerId != account && !selection.Encrypted
        select new Refusal("encryption", $"{image.ImageId} is shared and encrypted, so disks made from it must be; give the instances {selection} a kmsKeyId of {selection.Region}, or encrypted: true for its service key");

    private static bool HasImage(ChosenInstance instance, IReadOnlyList<DiskWish> disks) => disks[instance.Selection].ImageId == instance.FormerImageId;
}
