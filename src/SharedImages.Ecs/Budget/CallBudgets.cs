using System.Collections.Concurrent;

namespace SharedImages.Ecs;

/// <summary>The budgets of an account: one for each region and action (facts §6).</summary>
internal sealed class CallBudgets : IDisposable
{
    private readonly ConcurrentDictionary<(string Region, string Action), CallBudget> budgets = new();
    private readonly CallLimits limits;
    private readonly TimeProvider time;

    /// <exception cref="ArgumentException">A limit is less than 1.</exception>
    public CallBudgets(CallLimits limits, TimeProvider time)
    {
        CallLimits.Check(limits);
        this.limits = limits;
        this.time = time;
    }

    public CallBudget Of(string action, string regionId) =>
        budgets.GetOrAdd((regionId, action), static (key, self) => new(key.Action, key.Region, self.limits.Of(key.Action), self.time), this);

    public void Dispose()
    {
        foreach (var budget in budgets.Values)
        {
            budget.Dispose();
        }
    }
}
