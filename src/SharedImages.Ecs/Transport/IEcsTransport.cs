namespace SharedImages.Ecs;

/// <summary>
/// Carries calls to ECS and STS, and answers back: the one place below which another client may take over. Everything else – which endpoint,
/// which parameters, how many calls, what an answer means – is above it.
/// </summary>
public interface IEcsTransport : IDisposable
{
    /// <summary>Signs and sends a call once, and gives the answer, whatever its HTTP status is.</summary>
    /// <exception cref="EcsException">There was no answer, or none that is ECS's; its code is one of <see cref="LocalCodes"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the answer.</exception>
    Task<EcsReply> SendAsync(EcsCall call, CancellationToken cancellationToken = default);
}
