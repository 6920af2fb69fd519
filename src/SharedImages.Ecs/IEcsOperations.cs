namespace SharedImages.Ecs;

/// <summary>
/// Any ECS operation (2014-05-26) that there is a request of; <see cref="EcsOperations"/> gives those that are not <see cref="IEcsClient"/>'s
/// their names. Apart from that, so that who is given our kinds' operations can make no call that the worker's policy does not grant.
/// </summary>
public interface IEcsOperations
{
    /// <summary>Makes the operation: one call, or one per page of a list. None is ever repeated by itself.</summary>
    /// <exception cref="EcsException">Any failure.</exception>
    /// <exception cref="OperationCanceledException">The token is canceled.</exception>
    Task<TResponse> SendAsync<TResponse>(EcsRequest<TResponse> request, CancellationToken cancellationToken = default);
}
