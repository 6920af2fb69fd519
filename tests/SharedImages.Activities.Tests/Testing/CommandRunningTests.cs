using SharedImages.Ecs.Simulator;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class CommandRunningTests
{
    private const string Own = SimulatorWorld.OurAccount;
    private const string Echo = "echo active";

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task AnAgentThatIsReady_EndsTheWait()
    {
        await using var site = await StartAsync();

        (await RunAsync(site, () => DoneAsync(() => site.Tests.AwaitAgentsAsync(Agents(Add(site)))))).ShouldBeTrue();
    }

    [Fact]
    public async Task AnAgentThatIsNotReady_IsLookedForLater_AndLessOften()
    {
        await using var site = await StartAsync();
        var instance = Add(site, "Stopped");

        var first = await Failures.LaterAsync(() => RunAsync(site, () => DoneAsync(() => site.Tests.AwaitAgentsAsync(Agents(instance)))));
        var later = await Failures.LaterAsync(() => RunAsync(site, () => DoneAsync(() => site.Tests.AwaitAgentsAsync(Agents(instance))), site.LaunchAttempt(7, TimeSpan.FromMinutes(1))));

        first.Message.ShouldBe("cn-shanghai: the agents of 1 instance are not ready yet");
        first.NextRetryDelay.ShouldBe(Site.Waiting.ShortestDelay);
        later.NextRetryDelay.ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task AnAgentThatIsNotReadyWithinItsTime_FailsTheTest()
    {
        await using var site = await StartAsync();
        var instance = Add(site, "Stopped");

        var error = await Failures.FinalAsync(() => RunAsync(site, () => DoneAsync(() => site.Tests.AwaitAgentsAsync(Agents(instance))), site.LaunchAttempt(20, Within)));

        error.Kind.ShouldBe(StepErrorKind.TestFailed);
        error.Message.ShouldBe($"cn-shanghai: the Cloud Assistant agent of {instance} is not ready after 300 s; in an image without the agent it never is");
    }

    [Fact]
    public async Task ACommandBegunTwiceWithOneToken_RunsOnce()
    {
        await using var site = await StartAsync();
        var instance = Add(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.LoseAnswer, Action = "RunCommand" });

        await Failures.LaterAsync(() => RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo))));
        var invocation = await RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo)));
        site.Time.Advance(TimeSpan.FromMinutes(1));

        var result = (await ResultsAsync(site, invocation, instance, Echo)).ShouldHaveSingleItem();
        result.ShouldBe(new(instance, Echo, true, 0, "active\n"));
        site.Simulator.State.Requests.Where(request => request.Action == "RunCommand").Select(request => request.Parameters["ClientToken"]).Distinct().ShouldBe(["token-1"]);
    }

    [Fact]
    public async Task ACommandThatRuns_IsLookedAtLater()
    {
        await using var site = await StartAsync();
        var instance = Add(site);
        var invocation = await RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo)));

        (await Failures.LaterAsync(() => ResultsAsync(site, invocation, instance, Echo))).Message.ShouldBe($"cn-shanghai: \"{Echo}\" runs on 1 instance");
    }

    [Fact]
    public async Task AnExitCode_IsTold()
    {
        await using var site = await StartAsync();
        var instance = Add(site);
        site.Simulator.Faults.Add(new() { Kind = FaultKind.FailCommand, ExitCode = 3, Message = "inactive" });
        var invocation = await RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo)));
        site.Time.Advance(TimeSpan.FromMinutes(1));

        (await ResultsAsync(site, invocation, instance, Echo)).ShouldHaveSingleItem().ShouldBe(new(instance, Echo, false, 3, "inactive"));
    }

    [Fact]
    public async Task ACommandThatIsNotAllowed_IsRefusedByTheNameOfTheSetting()
    {
        await using var site = await StartAsync();
        var instance = Add(site);
        site.Trust = site.Trust with { Testing = new() };

        var error = await Failures.FinalAsync(() => RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo))));

        error.Kind.ShouldBe(StepErrorKind.NotAllowed);
        error.Message.ShouldBe($"cn-shanghai: this worker does not run the command \"{Echo}\"; to allow it, add its digest {AllowedTexts.DigestOf(Echo)} to {TestingOptions.CommandsSetting}, or set that to true, and restart the worker");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task ACommandWhoseDigestIsListed_IsAllowed()
    {
        await using var site = await StartAsync();
        var instance = Add(site);
        site.Trust = site.Trust with { Testing = new() { Commands = new(false, [AllowedTexts.DigestOf(Echo).ToUpperInvariant()]) } };

        await RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo)));
        await Failures.FinalAsync(() => RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, "reboot"))));
    }

    [Fact]
    public async Task AnInstanceOfSomebodyElse_IsNotTouched()
    {
        await using var site = await StartAsync();
        var instance = Add(site, tags: new() { [Lineage.Run] = "another-run" });

        var error = await Failures.FinalAsync(() => RunAsync(site, () => site.Tests.StartCommandAsync(Start(instance, Echo))));

        error.Kind.ShouldBe(StepErrorKind.Refused);
        error.Message.ShouldBe($"cn-shanghai: {instance} does not carry all the tags of an instance launched by this run of {Runs.Launch}, so it is not its own");
        site.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnInstanceThatIsGone_IsTold()
    {
        await using var site = await StartAsync();

        (await Failures.FinalAsync(() => RunAsync(site, () => site.Tests.StartCommandAsync(Start("i-bp1gone0000000000000", Echo))))).Message.ShouldBe("cn-shanghai: i-bp1gone0000000000000 is gone");
    }

    [Fact]
    public async Task AStepOnItsOwn_IsRefused()
    {
        await using var site = await StartAsync();
        var instance = Add(site);

        var error = await Failures.FinalAsync(() => RunAsync(
            site, () => site.Tests.StartCommandAsync(Start(instance, Echo)), site.LaunchAttempt(1, TimeSpan.Zero) with { WorkflowId = null, WorkflowRunId = null }));

        error.Kind.ShouldBe(StepErrorKind.Refused);
        site.Writes.ShouldBeEmpty();
    }

    private static async Task<Site> StartAsync()
    {
        var site = await Site.StartAsync();
        site.Trust = site.Trust with { Testing = new() { Commands = new(true, []) } };
        return site;
    }

    private static string Add(Site site, string status = "Running", Dictionary<string, string>? tags = null)
    {
        var image = site.Simulator.State.AddImage(Own, new() { Region = Site.Target, Name = "tested" });
        var instance = site.Simulator.State.AddInstance(Own, new() { Region = Site.Target, Name = "web-1", Image = image, Status = status, Tags = tags ?? Runs.LaunchedTags() });
        // The agent takes its time to come up.
        site.Time.Advance(TimeSpan.FromMinutes(1));
        return instance;
    }

    private static AwaitAgentsRequest Agents(string instance) => new(Site.Target, Own, [instance], Within);

    private static StartCommandRequest Start(string instance, string run) => new(Site.Target, Own, [instance], Command(run), "token-1");

    private static TestCommand Command(string run) => new(run, "active", 0, TimeSpan.FromMinutes(1));

    private static Task<IReadOnlyList<CommandResult>> ResultsAsync(Site site, string invocation, string instance, string run) =>
        RunAsync(site, () => site.Tests.AwaitCommandAsync(new(Site.Target, Own, invocation, [instance], Command(run))));

    private static Task<T> RunAsync<T>(Site site, Func<Task<T>> step, Temporalio.Activities.ActivityInfo? attempt = null) => site.RunAsync(step, attempt ?? site.LaunchAttempt(1, TimeSpan.Zero));

    private static async Task<bool> DoneAsync(Func<Task> step)
    {
        await step();
        return true;
    }
}
