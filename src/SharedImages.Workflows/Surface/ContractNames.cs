using Temporalio.Common;

namespace SharedImages.Workflows;

/// <summary>The names that other languages and operators use. Public API: changing one breaks callers and running workflows.</summary>
public static class ContractNames
{
    /// <summary>Default task queue.</summary>
    public const string TaskQueue = "shared-images";

    /// <summary>Workflow type of a promotion.</summary>
    public const string PromoteImage = "PromoteImage";

    /// <summary>Workflow type of one region's part.</summary>
    public const string CopyToRegion = "CopyToRegion";

    /// <summary>Query: what is going on.</summary>
    public const string Progress = "Progress";

    /// <summary>Update and signal: an operator's decision on a parked item.</summary>
    public const string Resolve = "Resolve";

    /// <summary>The item that stands for the promotion itself in rows and decisions.</summary>
    public const string PromotionItem = "promotion";

    /// <summary>Signal of a region's workflow to its promotion.</summary>
    public const string RegionChanged = "RegionChanged";

    /// <summary>Memo key: digest of the spec that a run was started with.</summary>
    public const string SpecDigestMemo = "specDigest";

    /// <summary>Memo key: the regions that a run works in, the source's among them.</summary>
    public const string RegionsMemo = "regions";

    /// <summary>Memo key: what a cancelled run removed and what is left.</summary>
    public const string ResultMemo = "result";

    /// <summary>Failure types a promotion ends with.</summary>
    public const string PartlyFailed = "PartlyFailed";

    /// <summary>See <see cref="PartlyFailed"/>: refused before any write.</summary>
    public const string Refused = "Refused";

    /// <summary>See <see cref="PartlyFailed"/>: gave up, no region as asked.</summary>
    public const string Failed = "Failed";

    /// <summary>Search attribute: where the promotion is.</summary>
    public static readonly SearchAttributeKey<string> PhaseAttribute = SearchAttributeKey.CreateKeyword("PromotionPhase");

    /// <summary>Search attribute: its target regions.</summary>
    public static readonly SearchAttributeKey<IReadOnlyCollection<string>> RegionsAttribute = SearchAttributeKey.CreateKeywordList("PromotionRegions");

    /// <summary>Search attribute: true while a region waits for a decision.</summary>
    public static readonly SearchAttributeKey<bool> ParkedAttribute = SearchAttributeKey.CreateBool("PromotionParked");

    /// <summary>Search attribute: the source image's id.</summary>
    public static readonly SearchAttributeKey<string> ImageAttribute = SearchAttributeKey.CreateKeyword("PromotionImage");

    /// <summary>Search attribute: the source image's owner.</summary>
    public static readonly SearchAttributeKey<string> OwnerAttribute = SearchAttributeKey.CreateKeyword("PromotionOwner");

    /// <summary>All search attributes; a namespace that lacks one blocks runs for ever, so workers check them at start.</summary>
    public static IReadOnlyList<SearchAttributeKey> SearchAttributes { get; } =
        [PhaseAttribute, RegionsAttribute, ParkedAttribute, ImageAttribute, OwnerAttribute];

    /// <summary>The only workflow id that a promotion of this name and version may have.</summary>
    public static string WorkflowId(string name, string version) => $"promote/{name}/{version}";

    /// <summary>Name and version of the promotion that has this workflow id; null when it is not a promotion's.</summary>
    public static (string Name, string Version)? ReadWorkflowId(string workflowId) =>
        workflowId.Split('/') is ["promote", { Length: > 0 } name, { Length: > 0 } version] ? (name, version) : null;

    /// <summary>The workflow id of a region's part.</summary>
    public static string RegionWorkflowId(string workflowId, string region) => $"{workflowId}/{region}";
}
