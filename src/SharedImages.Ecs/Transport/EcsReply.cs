namespace SharedImages.Ecs;

/// <summary>What came back of a call. Whoever reads it owns the body.</summary>
public sealed class EcsReply
{
    /// <summary>An answer.</summary>
    /// <param name="httpStatus">HTTP status.</param>
    /// <param name="json">The body, UTF-8, as it came; it is copied.</param>
    public EcsReply(int httpStatus, ReadOnlySpan<byte> json)
        : this(httpStatus, RentedBytes.Of(json))
    {
    }

    /// <param name="httpStatus">HTTP status.</param>
    /// <param name="body">The body; null when it is larger than the limit.</param>
    internal EcsReply(int httpStatus, RentedBytes? body)
    {
        HttpStatus = httpStatus;
        Body = body;
    }

    /// <summary>HTTP status.</summary>
    public int HttpStatus { get; }

    /// <summary>How long ECS asks to wait; null = it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Our clock and the answer's; null = the answer has no date that can be read.</summary>
    public ClockReading? Clocks { get; init; }

    internal RentedBytes? Body { get; }
}
