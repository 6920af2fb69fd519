using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class InstanceWaitingTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Gone = "i-bp1gone0000000000000";

    [Fact]
    public async Task WhenAllRun_EachIsToldWithAddressZoneAndType()
    {
        await using var site = await Site.StartAsync();
        var id = Add(site, "Running");

        var running = await LookAsync(site, [id]);

        running.Lost.ShouldBeEmpty();
        var instance = running.Instances.ShouldHaveSingleItem();
        (instance.InstanceId, instance.Zone, instance.InstanceType).ShouldBe((id, "cn-shanghai-h", "ecs.g7.large"));
        instance.Address.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task OneThatIsNotVisibleYet_IsWaitedFor()
    {
        await using var site = await Site.StartAsync();

        (await Failures.LaterAsync(() => LookAsync(site, [Add(site, "Running"), Gone]))).Message.ShouldBe("cn-shanghai: 1 of 2 instances do not run yet");
    }

    [Fact]
    public async Task OneThatIsNotVisibleAfterTheGrace_IsLost()
    {
        await using var site = await Site.StartAsync();
        var id = Add(site, "Running");

        var running = await LookAsync(site, [id, Gone], site.Time.GetUtcNow() - Site.Waiting.VisibilityGrace);

        running.Lost.ShouldBe([Gone]);
        running.Instances.ShouldHaveSingleItem().InstanceId.ShouldBe(id);
    }

    [Fact]
    public async Task OneThatWasSeenAndIsNotThere_IsLostAtOnce()
    {
        await using var site = await Site.StartAsync();

        (await site.RunAsync(() => site.Launch.AwaitRunningAsync(Request(site, [Gone])), site.LaunchAttempt(2, TimeSpan.FromSeconds(5), [new[] { Gone }]))).Lost.ShouldBe([Gone]);
    }

    [Fact]
    public async Task OneThatSomebodyStopped_IsTold()
    {
        await using var site = await Site.StartAsync();
        var id = Add(site, "Stopped");

        var error = await Failures.FinalAsync(() => LookAsync(site, [id]));

        (error.Kind, error.Message).ShouldBe((StepErrorKind.Mismatch, $"cn-shanghai: {id} is Stopped, though it should run"));
    }

    [Fact]
    public async Task WithoutNews_NothingIsSaidToTemporal()
    {
        await using var site = await Site.StartAsync();
        var id = Add(site, "Running");

        await Failures.LaterAsync(() => site.RunAsync(() => site.Launch.AwaitRunningAsync(Request(site, [id, Gone])), site.LaunchAttempt(3, TimeSpan.FromSeconds(9), [new[] { id }])));

        site.Heartbeats.ShouldBeEmpty();
    }

    private static Task<RunningInstances> LookAsync(Site site, string[] ids, DateTimeOffset? launchedAt = null) =>
        site.RunAsync(() => site.Launch.AwaitRunningAsync(Request(site, ids) with { LaunchedAt = launchedAt ?? site.Time.GetUtcNow() }), site.LaunchAttempt(1, TimeSpan.Zero));

    private static InstancesRequest Request(Site site, string[] ids) => new(Site.Target, Own, ids, site.Time.GetUtcNow());

    private static string Add(Site site, string status)
    {
        var image = site.Simulator.State.AddImage(Own, new() { Region = Site.Target, Name = $"image-{status}" });
        return site.Simulator.State.AddInstance(Own, new() { Region = Site.Target, Name = "web-1", Image = image, Status = status });
    }
}
