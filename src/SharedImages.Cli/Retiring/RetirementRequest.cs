using System.Text.Json;
using System.Text.Json.Nodes;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Retirements that are asked for without a spec of their own.</summary>
internal static class RetirementRequest
{
    /// <exception cref="CommandException">A time is none.</exception>
    public static IOperationSpec Of(string name, string version, string? notice, string? soak, bool delete)
    {
        // Through the reader, so that the same is refused in the same words.
        var spec = new JsonObject
        {
            ["apiVersion"] = ContractNames.ApiVersion,
            ["kind"] = RetirementSpec.SpecKind,
            ["name"] = name,
            ["version"] = version,
            ["notice"] = notice,
            ["soak"] = soak,
            ["delete"] = delete,
        };
        return SpecFile.Checked(RetirementSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec)));
    }
}
