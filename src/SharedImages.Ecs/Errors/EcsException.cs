namespace SharedImages.Ecs;

/// <summary>The one exception of <see cref="IEcsClient"/>: what ECS (or the network on the way to it) said, and what kind of trouble it is.</summary>
/// <remarks>Never holds a secret: a signature error's echo of the string to sign is cut off (facts §1.9).</remarks>
public sealed class EcsException : Exception
{
    /// <summary>Creates the exception.</summary>
    public EcsException(ErrorKind kind, string action, string regionId, string code, string ecsMessage, int? httpStatus = null, string? requestId = null, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(Describe(action, regionId, code, ecsMessage, httpStatus, requestId), innerException)
    {
        Kind = kind;
        Action = action;
        RegionId = regionId;
        Code = code;
        EcsMessage = ecsMessage;
        HttpStatus = httpStatus;
        RequestId = requestId;
        RetryAfter = retryAfter;
    }

    /// <summary>What it means for the caller.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The operation, for example <c>CopyImage</c>.</summary>
    public string Action { get; }

    /// <summary>The region the request was sent to.</summary>
    public string RegionId { get; }

    /// <summary>ECS's code, or one of <see cref="LocalCodes"/> when there was no answer to read.</summary>
    public string Code { get; }

    /// <summary>ECS's message.</summary>
    public string EcsMessage { get; }

    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? HttpStatus { get; }

    /// <summary>ECS's id of the request; null when there was no answer.</summary>
    public string? RequestId { get; }

    /// <summary>How long ECS asks to wait (<c>x-acs-retry-after</c>, milliseconds on the wire); null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Our clock and ECS's, when a signature was refused for its time; else null.</summary>
    public ClockReading? Clocks { get; init; }

    private static string Describe(string action, string regionId, string code, string message, int? httpStatus, string? requestId) =>
        $"{action} in {regionId}: {code}{(httpStatus is { } status ? $" (HTTP {status})" : "")}: {message}{(requestId is null ? "" : $" [request {requestId}]")}";
}
