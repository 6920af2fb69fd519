namespace SharedImages.Ecs.Simulator;

/// <summary>Stopped, then Starting, then Running. An instance that gave up its place when it stopped needs stock again (facts §5).</summary>
internal sealed class InstanceStart : IInstanceChange
{
    public string Verb => "Start";

    public void Check(Call call, InstanceRecord instance)
    {
        instance.CheckStatus(call.Now, InstanceStatus.Stopped);
        instance.CheckNotLocked();
        instance.CheckNotExpired();
        if (!call.Caller.CanPay)
        {
            throw Errors.InsufficientBalance();
        }
    }

    public void CheckTogether(Call call, IReadOnlyList<InstanceRecord> instances)
    {
        var needs = instances.Where(instance => !instance.TakesStockAt(call.Now)).CountBy(instance => (instance.Zone, instance.Type));
        if (needs.Any(need => need.Value > call.Cloud.StockLeft(need.Key.Zone, need.Key.Type)))
        {
            throw Errors.NoStock();
        }
    }

    public void Apply(Call call, InstanceRecord instance) => instance.Begin(InstanceLifecycle.Start(call.Cloud, instance.InstanceId));
}
