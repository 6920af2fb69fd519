using Temporalio.Common;

namespace SharedImages.Workflows;

/// <summary>The names that other languages and operators use. Public API: changing one breaks callers and running workflows.</summary>
public static class ContractNames
{
    /// <summary>Value of <c>apiVersion</c> in everything that callers send and get.</summary>
    public const string ApiVersion = "sharedimages/v1";

    /// <summary>Default task queue.</summary>
    public const string TaskQueue = "shared-images";

    /// <summary>Workflow type of a promotion.</summary>
    public const string PromoteImage = "PromoteImage";

    /// <summary>Workflow type of one region's part.</summary>
    public const string CopyToRegion = "CopyToRegion";

    /// <summary>Workflow type of a launch.</summary>
    public const string LaunchInstances = "LaunchInstances";

    /// <summary>Workflow type of a sharing.</summary>
    public const string ShareImages = "ShareImages";

    /// <summary>Workflow type of a refresh.</summary>
    public const string RefreshImages = "RefreshImages";

    /// <summary>Workflow type of a retirement.</summary>
    public const string RetireImages = "RetireImages";

    /// <summary>Workflow type of a schedule's run of a refresh.</summary>
    public const string ScheduledRefresh = "ScheduledRefresh";

    /// <summary>Query: what is going on.</summary>
    public const string Progress = "Progress";

    /// <summary>Update and signal: an operator's decision on a parked item.</summary>
    public const string Resolve = "Resolve";

    /// <summary>The item that stands for the promotion itself in rows and decisions.</summary>
    public const string PromotionItem = "promotion";

    /// <summary>The item that stands for the launch at the end of a promotion; its regions are <c>launch/REGION</c>.</summary>
    public const string LaunchItem = LaunchPrefix;

    /// <summary>Signal of a child, such as a region's workflow, to the operation that started it.</summary>
    public const string RegionChanged = "RegionChanged";

    /// <summary>Memo key: digest of the spec that a run was started with.</summary>
    public const string SpecDigestMemo = "specDigest";

    /// <summary>Memo key: digest of the plan that a run was started with, if any.</summary>
    public const string PlanDigestMemo = "planDigest";

    /// <summary>Memo key: the regions that a run works in, the source's among them.</summary>
    public const string RegionsMemo = "regions";

    /// <summary>Memo key: what a canceled run removed and what is left.</summary>
    public const string ResultMemo = "result";

    /// <summary>Failure types a promotion ends with.</summary>
    public const string PartlyFailed = "PartlyFailed";

    /// <summary>See <see cref="PartlyFailed"/>: refused before any write.</summary>
    public const string Refused = "Refused";

    /// <summary>See <see cref="PartlyFailed"/>: gave up, no region as asked.</summary>
    public const string Failed = "Failed";

    /// <summary>Search attribute: where the run is, an <see cref="OperationPhase"/>.</summary>
    public static readonly SearchAttributeKey<string> PhaseAttribute = SearchAttributeKey.CreateKeyword("ImagePhase");

    /// <summary>Search attribute: its regions.</summary>
    public static readonly SearchAttributeKey<IReadOnlyCollection<string>> RegionsAttribute = SearchAttributeKey.CreateKeywordList("ImageRegions");

    /// <summary>Search attribute: true while a region waits for a decision.</summary>
    public static readonly SearchAttributeKey<bool> ParkedAttribute = SearchAttributeKey.CreateBool("ImageParked");

    /// <summary>Search attribute: since when; not there while nothing waits.</summary>
    public static readonly SearchAttributeKey<DateTimeOffset> ParkedSinceAttribute = SearchAttributeKey.CreateDateTimeOffset("ImageParkedSince");

    /// <summary>Search attribute: the source image's id.</summary>
    public static readonly SearchAttributeKey<string> SourceAttribute = SearchAttributeKey.CreateKeyword("ImageSource");

    /// <summary>Search attribute: the source image's owner.</summary>
    public static readonly SearchAttributeKey<string> OwnerAttribute = SearchAttributeKey.CreateKeyword("ImageOwner");

    /// <summary>Search attribute: the spec's name.</summary>
    public static readonly SearchAttributeKey<string> NameAttribute = SearchAttributeKey.CreateKeyword("ImageName");

    /// <summary>Search attribute: the spec's version.</summary>
    public static readonly SearchAttributeKey<string> VersionAttribute = SearchAttributeKey.CreateKeyword("ImageVersion");

    /// <summary>Search attribute: how the run ended, an <see cref="OperationOutcome"/>.</summary>
    public static readonly SearchAttributeKey<string> OutcomeAttribute = SearchAttributeKey.CreateKeyword("ImageOutcome");

    /// <summary>Search attribute: of a replacement, the images that its instances had before; they are needed to bring instances back.</summary>
    public static readonly SearchAttributeKey<IReadOnlyCollection<string>> FormerImagesAttribute = SearchAttributeKey.CreateKeywordList("ImageFormerImages");

    /// <summary>Search attribute: identity of the client that started the run; only <c>sharedimages</c> sets it.</summary>
    public static readonly SearchAttributeKey<string> StartedByAttribute = SearchAttributeKey.CreateKeyword("ImageStartedBy");

    /// <summary>Search attribute: how many of its parts are done, such as <c>4 of 6</c>; brought up to date with the attributes that a phase, a parked item, a decision and the end set anyway.</summary>
    public static readonly SearchAttributeKey<string> DoneAttribute = SearchAttributeKey.CreateKeyword("ImageDone");

    /// <summary>All search attributes; a namespace that lacks one blocks runs for ever, so workers check them at start.</summary>
    public static IReadOnlyList<SearchAttributeKey> SearchAttributes { get; } =
    [
        PhaseAttribute, RegionsAttribute, ParkedAttribute, ParkedSinceAttribute, SourceAttribute, OwnerAttribute, NameAttribute, VersionAttribute, OutcomeAttribute,
        StartedByAttribute, FormerImagesAttribute, DoneAttribute,
    ];

    /// <summary>First part of a promotion's workflow id.</summary>
    public const string PromotionPrefix = "promote";

    /// <summary>First part of a launch's workflow id.</summary>
    public const string LaunchPrefix = "launch";

    /// <summary>First part of a sharing's workflow id.</summary>
    public const string SharingPrefix = "share";

    /// <summary>First part of a refresh's workflow id.</summary>
    public const string RefreshPrefix = "refresh";

    /// <summary>First part of a retirement's workflow id.</summary>
    public const string RetirementPrefix = "retire";

    /// <summary>The only workflow id that a promotion of this name and version may have.</summary>
    public static string WorkflowId(string name, string version) => OperationId(PromotionPrefix, name, version);

    /// <summary>The workflow id of an operation.</summary>
    /// <param name="word">First part of the ids of its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version; empty for a kind that has none.</param>
    public static string OperationId(string word, string name, string version) => version.Length == 0 ? $"{word}/{name}" : $"{word}/{name}/{version}";

    /// <summary>An operation in words: its name, and its version where its kind has one.</summary>
    public static string Title(string name, string version) => version.Length == 0 ? name : $"{name} {version}";

    /// <summary>The item that stands for an operation itself in rows and decisions: its kind, such as <c>promotion</c>.</summary>
    public static string OwnItem(string kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind);

    /// <summary>The workflow id of a region's part.</summary>
    public static string RegionWorkflowId(string workflowId, string region) => $"{workflowId}/{region}";
}
