using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Recalls that are asked for without a spec of their own.</summary>
internal static class RecallRequest
{
    /// <summary>What names an image or a version.</summary>
    public const string Wanted = "the id of an image, such as m-bp1abcdefghijklmnopq, or a promotion such as promote/NAME/VERSION";

    /// <summary>Whether a text names an image or a version.</summary>
    public static bool Names(string text) => IsImage(text) || OperationId.Promotion(text) is not null;

    /// <exception cref="CommandException">A text does not have its form.</exception>
    public static RecallSpec Of(string text, string? reason, bool plan, bool release)
    {
        var (name, version) = IsImage(text) ? (RecallNames.OneImage, text) : OperationId.Promotion(text)!.Value;
        // Through the reader, so that the same is refused in the same words.
        var spec = new JsonObject
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = RecallSpec.SpecKind,
            ["name"] = name,
            ["version"] = version,
            ["image"] = IsImage(text) ? new JsonObject { ["imageId"] = text } : new JsonObject { ["promotion"] = $"{name}/{version}" },
            ["reason"] = reason,
            ["plan"] = plan,
            ["release"] = release,
        };
        return SpecFile.Checked(RecallSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec)));
    }

    private static bool IsImage(string text) => text.StartsWith("m-", StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal) && !File.Exists(text);
}
