using System.Text.Json;
using System.Text.Json.Serialization;
using Temporalio.Converters;

namespace SharedImages.Workflows;

/// <summary>Reads and checks an operator's decision, strictly, from any language.</summary>
internal static class ResolveRequests
{
    private static readonly JsonSerializerOptions Strict = new(ContractJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Null when the decision can be carried out, else why not.</summary>
    public static string? Check(IRawValue raw, IEnumerable<RegionProgress> regions, out ResolveRequest? request)
    {
        request = null;
        try
        {
            request = JsonSerializer.Deserialize<ResolveRequest>(raw.Payload.Data.Span, Strict);
        }
        catch (JsonException e)
        {
            return $"not a decision ({e.Message}); send {{\"region\":\"…\",\"action\":\"retry|retryAsNew|skip|abort\"}}";
        }

        return request is null ? "empty; send {\"region\":\"…\",\"action\":\"retry|retryAsNew|skip|abort\"}" : Check(request, [.. regions]);
    }

    private static string? Check(ResolveRequest request, IReadOnlyList<RegionProgress> regions)
    {
        var parked = regions.Where(region => region.State == RegionState.Parked).ToList();
        var region = parked.FirstOrDefault(candidate => candidate.Region == request.Region);
        if (region is null)
        {
            return $"{request.Region} is not parked; {(parked.Count == 0 ? "no region is" : "parked: " + string.Join(", ", parked.Select(candidate => candidate.Region)))}";
        }

        return region.Actions.Contains(request.Action)
            ? null
            : $"{Name(request.Action)} is not possible for {request.Region}; possible: {string.Join(", ", region.Actions.Select(Name))}";
    }

    private static string Name(ResolveAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());
}
