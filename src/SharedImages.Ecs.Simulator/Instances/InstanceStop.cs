namespace SharedImages.Ecs.Simulator;

/// <summary>Running, then Stopping, then Stopped; with StopCharging it gives up its place.</summary>
internal sealed class InstanceStop : IInstanceChange
{
    public string Verb => "Stop";

    public void Check(Call call, InstanceRecord instance)
    {
        _ = StoppedMode(call);
        instance.CheckStatus(call.Now, InstanceStatus.Running);
        instance.CheckNotLocked();
    }

    public void Apply(Call call, InstanceRecord instance)
    {
        call.Cloud.CutOffCommands(instance, "ExecutionInterrupted");
        instance.StoppedMode = StoppedMode(call);
        instance.Begin(InstanceLifecycle.Stop(call.Cloud, instance.InstanceId));
    }

    private static string StoppedMode(Call call) => call.Parameters.Optional("StoppedMode") switch
    {
        null => InstanceRecord.KeepCharging,
        var mode when mode is InstanceRecord.KeepCharging or InstanceRecord.StopCharging => mode,
        _ => throw Errors.InvalidParameter("StoppedMode"),
    };
}
