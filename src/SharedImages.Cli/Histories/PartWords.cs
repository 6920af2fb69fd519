using System.Text.Json;

namespace SharedImages.Cli;

/// <summary>How a part of an operation ended, by its result: a region, an instance, a window of instances, or an operation. Pure.</summary>
internal static class PartWords
{
    public static string End(JsonElement? result)
    {
        if (result is not { } end)
        {
            return "done";
        }

        if (end.Text("summary") is { } summary)
        {
            return summary;
        }

        if (end.TryGetProperty("instances", out var instances) && instances.ValueKind == JsonValueKind.Array)
        {
            return string.Join(", ", instances.EnumerateArray().Select(instance => instance.Text("end") ?? "unknown").CountBy(word => word, StringComparer.Ordinal)
                .OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
        }

        var image = end.Text("imageId") is { } id ? $", {id}{(end.Flag("adopted") ? " adopted from an earlier run" : "")}" : "";
        return $"{end.Text("state") ?? end.Text("end") ?? "done"}{image}{(end.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? $": {error.Text("message")}" : "")}";
    }
}
