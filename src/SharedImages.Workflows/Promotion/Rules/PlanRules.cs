using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>Which copies a promotion makes (design §4 rule 2: a shared image is never copied across regions). Pure.</summary>
internal static class PlanRules
{
    /// <summary>A shared image always needs an intake; an own one only when the spec asks for it.</summary>
    public static bool NeedsIntake(PromotionSpec spec, SourceImage source, string account) =>
        source.OwnerId != account || spec.Intake is not null;

    /// <summary>All regions that a promotion works in.</summary>
    public static IReadOnlyList<string> Regions(PromotionSpec spec) =>
        [.. spec.Targets.Select(target => target.Region).Prepend(spec.Source.Region).Distinct(StringComparer.Ordinal)];

    /// <summary>What the board shows before anything is copied: the intake first, then the targets in the spec's order.</summary>
    public static IEnumerable<ItemProgress> Rows(PromotionSpec spec, bool withIntake) =>
        spec.Targets
            .Where(target => !withIntake || target.Region != spec.Source.Region)
            .Select(target => new ItemProgress { Item = target.Region, Hop = Hop.Distribution, State = ItemState.Pending })
            .Prepend(new() { Item = spec.Source.Region, Hop = Hop.Intake, State = ItemState.Pending })
            .Skip(withIntake ? 0 : 1);

    /// <summary>The copy in the source's region. When that region is a target as well, it is that target's image: named, described and shared as asked.</summary>
    public static CopyToRegionInput Intake(PromotionSpec spec, SourceImage source, RunIdentity run)
    {
        var target = spec.Targets.FirstOrDefault(t => t.Region == source.Region);
        var keyId = spec.Intake?.KmsKeyId ?? target?.KmsKeyId;
        var input = new CopyToRegionInput
        {
            Promotion = spec.Name,
            Version = spec.Version,
            Run = run.Run,
            Account = run.Account,
            Installation = run.Installation,
            Hop = Hop.Intake,
            Source = source,
            FromRegion = source.Region,
            FromImageId = source.ImageId,
            Region = source.Region,
            Encrypted = EncryptionRules.IntakeEncrypted(spec),
            KmsKeyId = keyId,
            Description = spec.Image.Description,
            UserTags = spec.Image.Tags,
            ShareAccounts = [],
        };
        return target is null ? input : input with
        {
            ImageName = spec.Image.Name,
            Family = spec.Image.Family,
            ShareAccounts = spec.Share.Accounts,
        };
    }

    /// <summary>The copies to the targets, in the spec's order, less the one that the intake is already.</summary>
    public static IReadOnlyList<CopyToRegionInput> Distribution(PromotionSpec spec, SourceImage source, RunIdentity run, string fromImageId, bool withIntake) =>
        [.. spec.Targets
            .Where(target => !withIntake || target.Region != source.Region)
            .Select(target => new CopyToRegionInput
            {
                Promotion = spec.Name,
                Version = spec.Version,
                Run = run.Run,
                Account = run.Account,
                Installation = run.Installation,
                Hop = Hop.Distribution,
                Source = source,
                FromRegion = source.Region,
                FromImageId = fromImageId,
                Region = target.Region,
                Encrypted = target.Encrypted,
                KmsKeyId = target.KmsKeyId,
                ImageName = spec.Image.Name,
                Description = spec.Image.Description,
                Family = spec.Image.Family,
                UserTags = spec.Image.Tags,
                ShareAccounts = spec.Share.Accounts,
            })];

    /// <summary>The CopyImage call of a region, client token included.</summary>
    public static CopyRequest Copy(CopyToRegionInput input, string workflowId, int generation)
    {
        var copyKey = CopyKey(input);
        var tags = Tags(input, copyKey);
        foreach (var (key, value) in input.UserTags)
        {
            tags[key] = value;
        }

        return new()
        {
            Account = input.Account,
            FromRegion = input.FromRegion,
            FromImageId = input.FromImageId,
            ToRegion = input.Region,
            SourceImageId = input.Source.ImageId,
            SourceOwner = input.Source.OriginId,
            ImageName = ImageName(input),
            Description = input.Description,
            Encrypted = input.Encrypted,
            KmsKeyId = input.KmsKeyId,
            Tags = tags,
            CopyKey = copyKey,
            ClientToken = ClientTokens.Of(workflowId, input.Run, "copy", input.Region, generation),
        };
    }

    /// <summary>The copy key of a region's copy.</summary>
    public static string CopyKey(CopyToRegionInput input) =>
        CopyKeys.CopyKey(input.Promotion, input.Version, input.Source.ImageId, input.Region, input.Encrypted, input.KmsKeyId);

    /// <summary>The name of a region's copy.</summary>
    public static string ImageName(CopyToRegionInput input) => input.ImageName ?? CopyKeys.IntakeName(CopyKey(input));

    // The lineage of one copy.
    private static SortedDictionary<string, string> Tags(CopyToRegionInput input, string copyKey) => new(StringComparer.Ordinal)
    {
        [Lineage.Promotion] = input.Promotion,
        [Lineage.Version] = input.Version,
        [Lineage.SourceImage] = input.Source.ImageId,
        [Lineage.SourceOwner] = input.Source.OriginId,
        [Lineage.Hop] = input.Hop.ToString().ToLower(CultureInfo.InvariantCulture),
        [Lineage.CopyKey] = copyKey,
        [Lineage.Run] = input.Run,
        [Lineage.Installation] = input.Installation,
        [Lineage.Content] = input.Source.Content,
    };
}
