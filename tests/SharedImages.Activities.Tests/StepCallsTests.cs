using System.Reflection;
using SharedImages.Ecs;
using SharedImages.Workflows;
using Temporalio.Activities;

namespace SharedImages.Activities.Tests;

/// <summary>What the table says that an activity calls is what its compiled code can come to.</summary>
public sealed class StepCallsTests
{
    private static readonly ILookup<string, MethodBase> Calls = CalledMethods.In(typeof(StepCalls).Assembly).ToLookup(call => call.By, call => call.Called, StringComparer.Ordinal);

    private static readonly IReadOnlyList<MethodInfo> Activities =
        [.. typeof(StepCalls).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<ActivityAttribute>() is not null)];

    public static TheoryData<string> Names => [.. Activities.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnActivity_CallsWhatTheTableSays(string activity) =>
        StepCalls.All.GetValueOrDefault(activity, ["(not in the table)"]).Order(StringComparer.Ordinal)
            .ShouldBe(Reached(Activities.Single(method => NameOf(method) == activity)).Order(StringComparer.Ordinal));

    [Fact]
    public void TheTable_HasNoOtherActivity() => StepCalls.All.Keys.ShouldBe(Names.Select(row => row.Data), ignoreOrder: true);

    [Fact]
    public void EveryActivityOfAKind_IsOne() =>
        OperationKinds.All.SelectMany(kind => kind.Activities).Distinct().SelectMany(contract => contract.GetMethods()).Select(NameOf).ShouldBe(StepCalls.All.Keys, ignoreOrder: true);

    private static HashSet<string> Reached(MethodInfo activity)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([CalledMethods.Written(activity)]);
        while (open.TryPop(out var method))
        {
            foreach (var called in Calls[method])
            {
                if (called.DeclaringType!.IsAssignableTo(typeof(IEcsClient)))
                {
                    reached.Add(called.Name.Replace("Async", "", StringComparison.Ordinal));
                }
                else if (called.Module.Assembly == typeof(StepCalls).Assembly && seen.Add(CalledMethods.Written(called)))
                {
                    open.Push(CalledMethods.Written(called));
                }
            }
        }

        // Not a call: it holds the credentials for those that follow.
        reached.Remove(nameof(IEcsAccess.HoldAsync).Replace("Async", "", StringComparison.Ordinal));
        return reached;
    }

    private static string NameOf(MethodInfo method) => method.Name.Replace("Async", "", StringComparison.Ordinal);
}
