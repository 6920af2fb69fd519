using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator;

/// <summary>An ECS error on its way to the caller (facts §1.8).</summary>
internal sealed class ApiException(int httpStatus, string code, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public int HttpStatus => httpStatus;

    public string Code => code;

    /// <summary>For the header <c>x-acs-retry-after</c>.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>What a denial by RAM adds.</summary>
    public JsonObject? AccessDeniedDetail { get; init; }
}
