using System.Text.Json;

namespace SharedImages.Cli;

/// <summary>What the histories of an operation and its parts come to.</summary>
internal sealed class ReportBoard
{
    private static readonly string[] Parts = ["regions", "images", "instances"];

    private readonly Dictionary<string, ReportLane> lanes = new(StringComparer.Ordinal);

    public List<ReportCall> Calls { get; } = [];

    public List<Decision> Decisions { get; } = [];

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<ReportLane> Lanes => [.. lanes.Values.Where(lane => lane.Spans.Count > 0).OrderBy(lane => lane.Spans.Min(span => span.From))];

    /// <summary>How items ended that have no history of their own: what a result says of them.</summary>
    public void End(JsonElement result)
    {
        foreach (var item in Parts.SelectMany(part => result.TryGetProperty(part, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default(JsonElement.ArrayEnumerator)))
        {
            var region = item.Text("region") ?? "";
            string?[] names = [item.Text("instanceId"), $"{region}/{item.Text("imageId")}", region];
            if (names.FirstOrDefault(name => name is not null && lanes.ContainsKey(name)) is { } named)
            {
                lanes[named].End ??= item.Text("state") ?? item.Text("end");
            }
        }
    }

    /// <summary>The lane of an item, which begins when it is first heard of.</summary>
    public ReportLane Lane(string item) => lanes.TryGetValue(item, out var lane) ? lane : lanes[item] = new(item);
}
