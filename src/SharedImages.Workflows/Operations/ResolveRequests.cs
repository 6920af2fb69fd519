using System.Text.Json;
using System.Text.Json.Serialization;
using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>Reads and checks an operator's decision, strictly, from any language.</summary>
internal static class ResolveRequests
{
    /// <summary>What the Web UI shows beside the update and the signal: one line of JSON to paste.</summary>
    public const string Example = """{"item":"cn-shanghai","step":"copy","action":"retry"}""";

    private static readonly JsonSerializerOptions Strict = new(ContractJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Null when the decision can be carried out, else why not.</summary>
    public static string? Check(IRawValue raw, IEnumerable<ItemProgress> items, out ResolveRequest? request)
    {
        request = null;
        try
        {
            request = JsonSerializer.Deserialize<ResolveRequest>(raw.Payload.Data.Span, Strict);
        }
        catch (JsonException e)
        {
            return $"not a decision ({e.Message}); send {Example}";
        }

        return request is null ? $"empty; send {Example}" : Check(request, [.. items]);
    }

    /// <summary>A decision on a parked item as JSON to paste, and what else can stand in it; as code, because the Web UI sets other quotes in text.</summary>
    public static string Form(ItemProgress parked)
    {
        var actions = parked.Actions.Select(ContractJson.Word).ToList();
        var others = actions.Count > 1 ? $"; in place of {actions[0]}: {string.Join(", ", actions.Skip(1))}" : "";
        return $$"""`{"item":"{{parked.Item}}","step":"{{parked.Step}}","action":"{{actions.FirstOrDefault()}}"}`""" + others;
    }

    private static string? Check(ResolveRequest request, IReadOnlyList<ItemProgress> items)
    {
        var parked = items.Where(item => item.State == ItemState.Parked).ToList();
        var item = parked.FirstOrDefault(candidate => candidate.Item == request.Item);
        if (item is null)
        {
            return $"{SpecErrors.Shown(request.Item)} is not parked; {(parked.Count == 0 ? "nothing is" : "parked: " + string.Join(", ", parked.Select(candidate => $"{candidate.Item} at {candidate.Step}")))}";
        }

        if (item.Step != request.Step)
        {
            return $"{item.Item} is not parked at {SpecErrors.Shown(request.Step)} but at {item.Step}; look again, then decide on that";
        }

        return item.Actions.Contains(request.Action)
            ? null
            : $"{ContractJson.Word(request.Action)} is not possible for {item.Item}; possible: {string.Join(", ", item.Actions.Select(ContractJson.Word))}";
    }
}
