namespace SharedImages.Ecs;

/// <summary>What is known of an answer before its body is read.</summary>
/// <param name="Action">The operation.</param>
/// <param name="RegionId">Who was asked.</param>
/// <param name="HttpStatus">HTTP status.</param>
/// <param name="RetryAfter">How long ECS asks to wait.</param>
/// <param name="Clocks">Our clock and the answer's; null = the answer has no date.</param>
/// <param name="Proof">What has been sent as a proof, so that an answer can repeat it; null = nothing.</param>
internal sealed record AnswerHead(string Action, string RegionId, int HttpStatus, TimeSpan? RetryAfter = null, ClockReading? Clocks = null, string? Proof = null)
{
    public bool IsSuccess => HttpStatus is >= 200 and < 300;

    /// <inheritdoc/>
    public override string ToString() => $"{Action} in {RegionId}: HTTP {HttpStatus}";

    /// <summary>An answer that is not ECS's.</summary>
    public EcsException Bad(string problem, Exception? inner = null, string? requestId = null) => new(
        // Not ECS but something before it has spoken, so even a 4xx does not say that the request was refused.
        HttpStatus == 429 ? ErrorKind.Throttled : ErrorKind.Transient,
        Action, RegionId, LocalCodes.BadAnswer, problem, HttpStatus, requestId, RetryAfter, inner);
}
