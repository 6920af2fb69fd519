using System.Text.Json;
using SharedImages.Workflows;

namespace SharedImages.Cli;

/// <summary>Sharings that are asked for without a spec of their own.</summary>
internal static class SharingRequest
{
    /// <summary>What a promotion left, wherever that is. It has the promotion's name and version.</summary>
    /// <exception cref="CommandException">It is no promotion, or an account is none.</exception>
    public static IOperationSpec OfPromotion(string text, IReadOnlyList<string> add, IReadOnlyList<string> remove, bool confirmed)
    {
        if (OperationId.Promotion(text) is not var (name, version))
        {
            throw new CommandException(ExitCode.InvalidInput, $"{text} is not a promotion; give its id, such as {OperationKinds.Promotion.WorkflowId("NAME", "VERSION")}, or leave --with out for a spec.");
        }

        // Through the reader, so that the same is refused in the same words.
        var spec = new SharingSpec(name, version, null, [new($"{name}/{version}", null, null, null)], add, remove, confirmed);
        return SpecFile.Checked(SharingSpecReader.ReadJson(JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Options)));
    }

    /// <summary>The same spec, confirmed if it is so here.</summary>
    public static IOperationSpec Confirmed(IOperationSpec spec, bool confirmed) => confirmed ? (SharingSpec)spec with { Confirmed = true } : spec;
}
