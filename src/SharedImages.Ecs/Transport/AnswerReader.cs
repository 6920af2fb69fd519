using System.Text.Json;

namespace SharedImages.Ecs;

/// <summary>Turns any answer into a JSON object or an <see cref="EcsException"/>. Total: no bytes make it throw anything else.</summary>
internal static class AnswerReader
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 64 };

    public static JsonElement Read(string action, string regionId, int httpStatus, TimeSpan? retryAfter, byte[]? body)
    {
        if (body is null)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, "the answer is larger than the limit");
        }

        JsonElement answer;
        try
        {
            using var document = JsonDocument.Parse(body, Limits);
            answer = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, $"the answer is not JSON ({body.Length} bytes)", e);
        }

        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, $"the answer is not a JSON object but {answer.ValueKind}");
        }

        var code = answer.TextOrNull("Code");
        if (httpStatus is >= 200 and < 300 && (code is null or "200" or "OK" or "Success"))
        {
            return answer;
        }

        if (code is null)
        {
            throw Bad(action, regionId, httpStatus, retryAfter, "an error without a code", requestId: answer.TextOrNull("RequestId"));
        }

        throw new EcsException(
            ErrorKinds.Classify(code, httpStatus), action, regionId, code, Message(code, answer.Text("Message")), httpStatus, answer.TextOrNull("RequestId"), retryAfter);
    }

    // The server's message of a wrong signature echoes what was signed (facts §1.9).
    private static string Message(string code, string message) =>
        code is "SignatureDoesNotMatch" or "IncompleteSignature" ? "the signature is not the one that ECS computes from this key's secret" : message;

    private static EcsException Bad(string action, string regionId, int httpStatus, TimeSpan? retryAfter, string problem, Exception? inner = null, string? requestId = null) =>
        new(
            httpStatus == 429 ? ErrorKind.Throttled : httpStatus is >= 400 and < 500 ? ErrorKind.Invalid : ErrorKind.Transient,
            action, regionId, LocalCodes.BadAnswer, problem, httpStatus, requestId, retryAfter, inner);
}
