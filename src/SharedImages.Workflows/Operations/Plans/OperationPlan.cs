using System.Text.Json.Serialization;

namespace SharedImages.Workflows;

/// <summary>What a run of a spec would do, by what Temporal, ECS and the worker's lists said when it was made. It authorises nothing.</summary>
public sealed record OperationPlan
{
    /// <summary>Always <see cref="ContractNames.ApiVersion"/>.</summary>
    public string ApiVersion { get; init; } = ContractNames.ApiVersion;

    /// <summary>Always <c>OperationPlan</c>.</summary>
    public string Kind { get; init; } = nameof(OperationPlan);

    /// <summary>The kind of operation, as in its spec.</summary>
    public required string Operation { get; init; }

    /// <summary>Name of the operation.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the operation.</summary>
    public required string Version { get; init; }

    /// <summary>Digest of the spec.</summary>
    [JsonPropertyName("specDigest")]
    public required string Digest { get; init; }

    /// <summary>The source image; null when none was found, or the kind has several.</summary>
    public PlannedSource? Source { get; init; }

    /// <summary>What would be done, in the order of the spec.</summary>
    public IReadOnlyList<PlannedItem> Items { get; init; } = [];

    /// <summary>Every reason for which a run would be refused.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What a run would stop at until somebody decides, before its first write.</summary>
    public IReadOnlyList<Refusal> Obstacles { get; init; } = [];

    /// <summary>What should be known before, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether a run would have anything to do.</summary>
    public bool HasWork { get; init; }
}
