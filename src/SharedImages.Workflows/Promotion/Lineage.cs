using System.Globalization;

namespace SharedImages.Workflows;

/// <summary>The tags that every copy carries from its CopyImage call on: where it comes from and which copy it is.</summary>
public static class Lineage
{
    /// <summary>What all lineage keys begin with; user tags may not.</summary>
    public const string Prefix = "sharedimages:";

    /// <summary>Name of the promotion.</summary>
    public const string Promotion = Prefix + "promotion";

    /// <summary>Version of the promotion.</summary>
    public const string Version = Prefix + "version";

    /// <summary>Id of the image as it was shared with us.</summary>
    public const string SourceImage = Prefix + "source-image";

    /// <summary>UID of that image's owner.</summary>
    public const string SourceOwner = Prefix + "source-owner";

    /// <summary><c>intake</c> or <c>distribution</c>.</summary>
    public const string Hop = Prefix + "hop";

    /// <summary>See <see cref="CopyKeys"/>.</summary>
    public const string CopyKey = Prefix + "copy-key";

    /// <summary>First run id of the promotion that made the copy.</summary>
    public const string Run = Prefix + "run";

    /// <summary>How many lineage tags a copy has.</summary>
    public const int Count = 7;

    /// <summary>How many tags ECS allows (facts §4.4) less the lineage tags.</summary>
    public const int MaxUserTags = 20 - Count;

    /// <summary>The tags of one copy.</summary>
    public static SortedDictionary<string, string> Tags(CopyToRegionInput input, string copyKey) => new(StringComparer.Ordinal)
    {
        [Promotion] = input.Promotion,
        [Version] = input.Version,
        [SourceImage] = input.Source.ImageId,
        [SourceOwner] = input.Source.OwnerId,
        [Hop] = input.Hop.ToString().ToLower(CultureInfo.InvariantCulture),
        [CopyKey] = copyKey,
        [Run] = input.Run,
    };
}
