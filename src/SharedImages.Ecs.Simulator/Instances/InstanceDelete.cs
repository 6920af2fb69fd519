namespace SharedImages.Ecs.Simulator;

/// <summary>A Stopped instance goes, or with Force a Running one; its name is in no list from then on.</summary>
internal sealed class InstanceDelete : IInstanceChange
{
    public string Verb => "Delete";

    public void Check(Call call, InstanceRecord instance)
    {
        var force = call.Parameters.Bool("Force") ?? false;
        instance.CheckStatus(call.Now, force && instance.StatusAt(call.Now) == InstanceStatus.Running ? InstanceStatus.Running : InstanceStatus.Stopped);
        if (instance.Options.DeletionProtection)
        {
            throw new ApiException(403, "InvalidOperation.DeletionProtection", "The specified instance is protected from deletion.");
        }

        if (instance.Options.ChargeType == "PrePaid" && call.Parameters.Bool("TerminateSubscription") != true)
        {
            throw new ApiException(403, "ChargeTypeViolation", "The operation is not permitted due to the charge type of the instance.");
        }
    }

    public void Apply(Call call, InstanceRecord instance)
    {
        call.Cloud.CutOffCommands(instance, "InstanceReleased");
        call.Cloud.Fleet.Remove(instance);
    }
}
