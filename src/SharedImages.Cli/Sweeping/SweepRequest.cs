using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Sweeps that are asked for without a spec of their own.</summary>
internal static class SweepRequest
{
    /// <exception cref="CommandException">The time is none, or too short.</exception>
    public static IOperationSpec Of(string? olderThan, bool remove)
    {
        // Through the reader, so that the same is refused in the same words.
        var spec = new JsonObject
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = SweepSpec.SpecKind,
            ["olderThan"] = olderThan,
            ["remove"] = remove,
        };
        return SpecFile.Checked(SweepSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec)));
    }
}
