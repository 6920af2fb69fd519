using Temporalio.Activities;

namespace SharedImages.Rehearsal.Tests;

public sealed class OrderActivities
{
    public int Attempts { get; private set; }

    [Activity]
    public static string Greet(string name) => $"Hello, {name}!";

    [Activity]
    public int FailTwice()
    {
        Attempts++;
        return ActivityExecutionContext.Current.Info.Attempt < 3 ? throw new InvalidOperationException("not yet") : Attempts;
    }
}
