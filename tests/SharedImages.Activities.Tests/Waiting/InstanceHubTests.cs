using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using SharedImages.Ecs;

namespace SharedImages.Activities.Tests;

public sealed class InstanceHubTests
{
    private readonly FakeTimeProvider time = new();
    private readonly IEcsClient ecs = Substitute.For<IEcsClient>();
    private readonly List<int> looks = [];
    private readonly InstanceHub hub;

    public InstanceHubTests()
    {
        hub = new(new(), time);
        ecs.DescribeInstancesAsync(default!).ReturnsForAnyArgs(call =>
        {
            var ids = call.Arg<DescribeInstancesRequest>().InstanceIds!;
            looks.Add(ids.Count);
            return Task.FromResult<IReadOnlyList<Instance>>([.. ids.Where(id => id != "i-gone").Select(id => new Instance { InstanceId = id, Status = "Running" })]);
        });
    }

    [Fact]
    public async Task ManyThatWait_AreLookedForByHundreds()
    {
        for (var i = 0; i < 250; i++)
        {
            await SeeAsync($"i-{i}");
        }

        looks.Clear();
        time.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 250; i++)
        {
            (await SeeAsync($"i-{i}"))!.Status.ShouldBe("Running");
        }

        looks.ShouldBe([100, 100, 50]);
    }

    [Fact]
    public async Task OneThatNobodyWaitsFor_IsNotLookedForAgain()
    {
        await SeeAsync("i-1");
        await SeeAsync("i-2");
        hub.Forget("1", "cn-hangzhou", "i-1");
        time.Advance(TimeSpan.FromSeconds(5));

        await SeeAsync("i-2");

        looks[^1].ShouldBe(1);
    }

    [Fact]
    public async Task OneThatIsGone_IsNull() => (await SeeAsync("i-gone")).ShouldBeNull();

    [Fact]
    public async Task LookThatFailed_IsNotSharedAgain()
    {
        var failing = Substitute.For<IEcsClient>();
        failing.DescribeInstancesAsync(default!).ReturnsForAnyArgs(
            _ => Task.FromException<IReadOnlyList<Instance>>(new EcsException(ErrorKind.Throttled, "DescribeInstances", "cn-hangzhou", "Throttling", "slow")),
            _ => Task.FromResult<IReadOnlyList<Instance>>([new() { InstanceId = "i-1" }]));
        await Should.ThrowAsync<EcsException>(() => SeeAsync("i-1", failing));

        (await SeeAsync("i-1", failing)).ShouldNotBeNull();
    }

    private Task<Instance?> SeeAsync(string id, IEcsClient? client = null) => hub.SeeAsync(new(client ?? ecs, "1", "key"), "cn-hangzhou", id, TestContext.Current.CancellationToken);
}
