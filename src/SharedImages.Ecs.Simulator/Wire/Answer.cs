using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SharedImages.Ecs.Simulator;

/// <summary>What goes back: JSON with the request's id (facts §1.7, §1.8).</summary>
internal sealed class Answer
{
    private readonly string _requestId;
    private readonly JsonObject _body;

    private Answer(string requestId, JsonObject body)
    {
        _requestId = requestId;
        _body = body;
        _body["RequestId"] = requestId;
    }

    private int HttpStatus { get; init; } = 200;

    private TimeSpan? RetryAfter { get; init; }

    public static Answer Success(string requestId, JsonObject body) => new(requestId, body);

    public static Answer Failure(string requestId, ApiException error, string host)
    {
        var answer = new Answer(requestId, []) { HttpStatus = error.HttpStatus, RetryAfter = error.RetryAfter };
        answer._body["HostId"] = host;
        answer._body["Code"] = error.Code;
        answer._body["Message"] = error.Message;
        answer._body["Recommend"] = $"https://api.aliyun.com/troubleshoot?q={Uri.EscapeDataString(error.Code)}&product=Ecs&requestId={requestId}";
        return answer;
    }

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = HttpStatus;
        response.ContentType = "application/json;charset=utf-8";
        response.Headers["x-acs-request-id"] = _requestId;
        if (RetryAfter is { } wait)
        {
            response.Headers["x-acs-retry-after"] = ((long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        await response.WriteAsync(_body.ToJsonString(), response.HttpContext.RequestAborted);
    }
}
