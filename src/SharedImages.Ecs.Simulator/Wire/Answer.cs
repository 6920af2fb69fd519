using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>What goes back, with the request's id: the answer of an operation, or an error (facts §1.7, §1.8).</summary>
internal sealed class Answer
{
    private readonly string requestId;
    private readonly string xmlRoot;
    private readonly JsonObject body;

    private Answer(string requestId, string xmlRoot, JsonObject body)
    {
        this.requestId = requestId;
        this.xmlRoot = xmlRoot;
        this.body = body;
        this.body["RequestId"] = requestId;
    }

    private int HttpStatus { get; init; } = 200;

    private string? RetryAfter { get; init; }

    public static Answer Success(string requestId, string action, JsonObject body) => new(requestId, $"{action}Response", body);

    public static Answer Failure(string requestId, ApiException error, string host, string product, bool retryAfterInSeconds = false)
    {
        var unit = TimeSpan.FromMilliseconds(retryAfterInSeconds ? 1000 : 1);
        var answer = new Answer(requestId, "Error", [])
        {
            HttpStatus = error.HttpStatus,
            RetryAfter = error.RetryAfter is { } wait ? Math.Ceiling(wait / unit).ToString(CultureInfo.InvariantCulture) : null,
        };
        answer.body["HostId"] = host;
        answer.body["Code"] = error.Code;
        answer.body["Message"] = error.Message;
        answer.body["Recommend"] = $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(error.Code)}&product={product}&requestId={requestId}";
        if (error.AccessDeniedDetail is { } detail)
        {
            answer.body["AccessDeniedDetail"] = detail;
        }

        return answer;
    }

    public async Task WriteAsync(HttpResponse response, AnswerFormat format)
    {
        response.StatusCode = HttpStatus;
        response.ContentType = format == AnswerFormat.Xml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8";
        response.Headers["x-acs-request-id"] = requestId;
        response.Headers["x-acs-trace-id"] = Ids.Uuid($"trace/{requestId}").Replace("-", "", StringComparison.Ordinal);
        if (RetryAfter is { } wait)
        {
            response.Headers["x-acs-retry-after"] = wait;
        }

        if (format == AnswerFormat.Xml)
        {
            await response.WriteAsync(XmlText.Write(xmlRoot, body), response.HttpContext.RequestAborted);
            return;
        }

        // A page of images would be a string on the large object heap.
        using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            body.WriteTo(json);
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
