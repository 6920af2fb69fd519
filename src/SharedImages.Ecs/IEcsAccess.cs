namespace SharedImages.Ecs;

/// <summary>An ECS client whose credentials may change from call to call: keys rotate, roles are taken anew, profiles are edited.</summary>
public interface IEcsAccess : IEcsClient
{
    /// <summary>Holds the credentials of this moment for several calls: who was asked is who acts.</summary>
    /// <exception cref="EcsException">There are no credentials, or they cannot be had now.</exception>
    Task<EcsSession> HoldAsync(CancellationToken cancellationToken = default);
}
