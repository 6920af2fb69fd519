using System.Text.Json.Serialization;

namespace SharedImages.Ecs.Simulator;

/// <summary>A task as the simulator keeps it. Copies are none (facts §2.17), so all of them come from outside.</summary>
internal sealed class TaskRecord
{
    public static readonly IReadOnlyList<string> Actions = ["ImportImage", "ExportImage", "RedeployInstance", "ModifyDiskSpec", "ArchiveSnapshot"];
    public static readonly IReadOnlyList<string> Statuses = [Processing, Finished, Failed];

    public const string Processing = "Processing";
    public const string Finished = "Finished";
    public const string Failed = "Failed";

    [JsonInclude, JsonPropertyName("cancelledAt")]
    private DateTimeOffset? cancelledAt;

    public required string TaskId { get; init; }

    public required string Owner { get; init; }

    public required string Region { get; init; }

    public required string Action { get; init; }

    public required string ResourceId { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public bool SupportsCancel => Action is "ImportImage" or "ExportImage";

    public string StatusAt(DateTimeOffset now) => cancelledAt is not null ? Failed : now < EndsAt ? Processing : Finished;

    /// <summary>Null while it goes on.</summary>
    public DateTimeOffset? FinishedTimeAt(DateTimeOffset now) => StatusAt(now) == Processing ? null : cancelledAt ?? EndsAt;

    /// <summary>Percent.</summary>
    public int ProgressAt(DateTimeOffset now)
    {
        var until = cancelledAt ?? now;
        return until >= EndsAt ? 100 : (int)((until - CreationTime) / (EndsAt - CreationTime) * 100);
    }

    public void Cancel(DateTimeOffset now) => cancelledAt = now;
}
