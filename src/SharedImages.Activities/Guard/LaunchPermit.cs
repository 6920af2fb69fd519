using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What the guard has allowed: to launch a group in a region, with the very credentials that it was checked with.</summary>
internal sealed class LaunchPermit
{
    private readonly IEcsClient ecs;
    private readonly string account;
    private readonly Caller caller;
    private readonly string region;

    /// <summary>Only <see cref="InstanceGuard"/> gives permits; a test sees to it.</summary>
    internal LaunchPermit(IEcsClient ecs, string account, Caller caller, string region)
    {
        this.ecs = ecs;
        this.account = account;
        this.caller = caller;
        this.region = region;
    }

    /// <summary>Launches it.</summary>
    public async Task<RunInstancesResponse> RunAsync(RunInstancesRequest request, CancellationToken cancellationToken)
    {
        RunInstancesResponse? answer = null;
        await Writes.LogAsync(caller.WorkflowId, account, region, "RunInstances", $"{request.Amount} {request.InstanceType} of {request.ImageId}", async () =>
        {
            answer = await ecs.RunInstancesAsync(request with { RegionId = region }, cancellationToken);
            return (answer.RequestId, string.Join(' ', answer.InstanceIdSets));
        });
        return answer!;
    }
}
