using SharedImages.Ecs;

namespace SharedImages.Activities;

/// <summary>What the guard has allowed: to do something to instances of a run, with the very credentials that it was checked with.</summary>
internal sealed class InstancePermit
{
    private readonly IEcsClient ecs;
    private readonly string account;
    private readonly Caller caller;
    private readonly string region;

    /// <summary>Only <see cref="InstanceGuard"/> gives permits; a test sees to it.</summary>
    internal InstancePermit(IEcsClient ecs, string account, Caller caller, string region, IReadOnlyList<Instance> instances)
    {
        this.ecs = ecs;
        this.account = account;
        this.caller = caller;
        this.region = region;
        Instances = instances;
    }

    /// <summary>The instances as they were checked.</summary>
    public IReadOnlyList<Instance> Instances { get; }

    private IReadOnlyList<string> Ids => [.. Instances.Select(instance => instance.InstanceId)];

    /// <summary>Runs a command on them.</summary>
    public async Task<RunCommandResponse> RunCommandAsync(RunCommandRequest request, CancellationToken cancellationToken)
    {
        RunCommandResponse? answer = null;
        await Writes.LogAsync(caller.WorkflowId, account, region, "RunCommand", string.Join(' ', Ids), async () =>
        {
            answer = await ecs.RunCommandAsync(request with { RegionId = region, InstanceIds = Ids, ResourceTags = [] }, cancellationToken);
            return (answer.RequestId, answer.InvokeId);
        });
        return answer!;
    }

    /// <summary>Deletes them, though they run.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) => Writes.LogAsync(caller.WorkflowId, account, region, "DeleteInstances", string.Join(' ', Ids), async () =>
        ((await ecs.DeleteInstancesAsync(new() { RegionId = region, InstanceIds = Ids, Force = true }, cancellationToken)).RequestId, "done"));
}
