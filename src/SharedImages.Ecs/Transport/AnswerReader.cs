using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Turns any answer into a JSON object or an <see cref="EcsException"/>. Total: no bytes make it throw anything else.</summary>
internal static class AnswerReader
{
    // What ECS says ends up in logs and histories; its own texts are far shorter.
    private const int MaxTextLength = 1_000;

    public static JsonElement Read(string action, string regionId, int httpStatus, TimeSpan? retryAfter, byte[]? body, string? securityToken)
    {
        if (body is null)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, "the answer is larger than the limit");
        }

        JsonElement answer;
        try
        {
            answer = Parse(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, $"the answer is not JSON ({body.Length} bytes)", e);
        }

        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, $"the answer is not a JSON object but {answer.ValueKind}");
        }

        var code = Text("Code");
        var requestId = Text("RequestId");
        if (httpStatus is >= 200 and < 300 && (code is null or "200" or "OK" or "Success"))
        {
            return answer;
        }

        if (code is null)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, "an error without a code", requestId: requestId);
        }

        throw new EcsException(
            ErrorKinds.Classify(code, httpStatus), action, regionId, code, Message(code, Text("Message") ?? ""), httpStatus, requestId, retryAfter);

        // Unlike the secret, the token has been sent, so an answer can repeat it.
        string? Text(string name) => Bounded(string.IsNullOrEmpty(securityToken) ? answer.TextOrNull(name) : answer.TextOrNull(name)?.Replace(securityToken, "***", StringComparison.Ordinal));
    }

    /// <summary>The elements of a listing in ECS's wrapping, <c>Images.Image[]</c>, each with its id.</summary>
    /// <remarks>
    /// A listing that is not there is no empty listing: "nothing there" decides that a copy is made and that undo is proved, so only
    /// ECS's own empty list says it.
    /// </remarks>
    public static IReadOnlyList<JsonElement> Items(string action, string regionId, JsonElement answer, Listing listing)
    {
        if (answer.Field(listing.Outer)?.Field(listing.Inner) is not { ValueKind: JsonValueKind.Array } array)
        {
            throw Lacks(action, regionId, answer, $"{listing.Outer}.{listing.Inner}");
        }

        IReadOnlyList<JsonElement> items = [.. array.EnumerateArray()];
        return items.All(item => item.TextOrNull(listing.Id) is not null)
            ? items
            : throw Lacks(action, regionId, answer, $"{listing.Id} in one of {listing.Outer}.{listing.Inner}");
    }

    /// <summary>A text that a success cannot be without.</summary>
    public static string Required(string action, string regionId, JsonElement answer, string name) =>
        answer.TextOrNull(name) ?? throw Lacks(action, regionId, answer, name);

    /// <summary>A success cannot be without it: a text, or a list in ECS's wrapping.</summary>
    public static void Require(string action, string regionId, JsonElement answer, string name)
    {
        if (answer.Field(name) is not { ValueKind: JsonValueKind.Object })
        {
            Required(action, regionId, answer, name);
        }
    }

    /// <summary>Something in a success has a type that it cannot have.</summary>
    public static EcsException Wrong(string action, string regionId, JsonElement answer, string path, Exception inner) =>
        Bad(action, regionId, 200, null, $"the answer's {Bounded(path)} has another form than ECS's", inner, Bounded(answer.TextOrNull("RequestId")));

    /// <summary>Any JSON, its texts decoded: a JsonElement decodes a text only when it is asked for it, and throws then.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOperationException">A text that cannot be decoded.</exception>
    public static JsonElement Parse(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                reader.GetString();
            }
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Bounded(string? text) =>
        text is null || text.Length <= MaxTextLength ? text : $"{text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)]}…";

    // The server's message of a wrong signature echoes what was signed (facts §1.9).
    private static string Message(string code, string message) =>
        code is "SignatureDoesNotMatch" or "IncompleteSignature" ? "the signature is not the one that ECS computes from this key's secret" : message;

    private static EcsException Lacks(string action, string regionId, JsonElement answer, string what) =>
        Bad(action, regionId, 200, null, $"the answer has no {what}", requestId: Bounded(answer.TextOrNull("RequestId")));

    private static EcsException Bad(string action, string regionId, int httpStatus, TimeSpan? retryAfter, string problem, Exception? inner = null, string? requestId = null) =>
        new(
            // Not ECS but something before it has spoken, so even a 4xx does not say that the request was refused.
            httpStatus == 429 ? ErrorKind.Throttled : ErrorKind.Transient,
            action, regionId, LocalCodes.BadAnswer, problem, httpStatus, requestId, retryAfter, inner);
}
