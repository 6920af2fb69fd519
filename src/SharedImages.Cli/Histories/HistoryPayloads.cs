using System.Text.Json;
using SharedImages.Workflows;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;

namespace SharedImages.Cli;

/// <summary>What histories hold as JSON. Anybody can put anything there, so what cannot be read is not there. Pure.</summary>
internal static class HistoryPayloads
{
    /// <summary>The first of them; null = there is none, or it is no object.</summary>
    public static JsonElement? Object(Payloads? payloads) => payloads?.Payloads_.FirstOrDefault() is { } payload ? Object(payload) : null;

    public static JsonElement? Object(Payload payload) => Json(payload) is { ValueKind: JsonValueKind.Object } json ? json : null;

    /// <summary>A text; null = it is none.</summary>
    public static string? Text(Payload? payload) => payload is not null && Json(payload) is { ValueKind: JsonValueKind.String } json ? json.GetString() : null;

    public static bool? Bool(Payload payload) => Json(payload)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A field that holds a text; null = it does not.</summary>
    public static string? Text(this JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(this JsonElement json, string field) => json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The same as a part of the contract; null = it is none.</summary>
    public static T? As<T>(this JsonElement json)
        where T : class
    {
        try
        {
            return json.Deserialize<T>(ContractJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Why a step failed, in the words for operators; null when it has no such words.</summary>
    public static StepError? Error(Failure? failure) => Object(failure?.ApplicationFailureInfo?.Details)?.As<StepError>();

    private static JsonElement? Json(Payload payload)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(payload.Data.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
