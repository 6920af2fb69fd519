namespace SharedImages.Ecs.Simulator.Tests;

public sealed class JournalTests : SimulatorTest
{
    [Fact]
    public async Task A_request_has_the_id_of_its_answer_its_time_and_its_caller()
    {
        var reply = await CopyPlain("copy", ("ClientToken", "token-1"));

        var request = State.Requests.ShouldHaveSingleItem();
        request.RequestId.ShouldBe(reply.Text("RequestId"));
        request.Time.ShouldBe(Time.GetUtcNow());
        request.Duration.ShouldBe(TimeSpan.Zero);
        request.Caller.ShouldBe($"acs:ram::{SimulatorWorld.OurAccount}:root");
        (request.Action, request.Code, request.Parameters["ClientToken"]).ShouldBe(("CopyImage", "OK", "token-1"));
        request.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_faults_that_hit_are_named()
    {
        var refusal = Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Action = "CopyImage" });
        var failure = Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy });
        var loss = Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });

        await CopyPlain("refused");
        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("lost"));
        await CopyPlain("plain");

        State.Requests.Select(request => string.Join(", ", request.Faults)).ShouldBe([refusal.Id, $"{failure.Id}, {loss.Id}", ""]);
    }

    [Fact]
    public async Task A_request_lasts_until_its_answer_is_let_go()
    {
        var hold = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldAnswer, Action = "CopyImage" });
        var copy = CopyPlain("copy");
        await hold.Holding;
        State.Requests.ShouldHaveSingleItem().Duration.ShouldBe(TimeSpan.Zero);

        Time.Advance(TimeSpan.FromSeconds(7));
        hold.Release();
        await copy;

        var request = State.Requests.ShouldHaveSingleItem();
        request.Duration.ShouldBe(TimeSpan.FromSeconds(7));
        request.Faults.ShouldBe([hold.Id]);
    }

    [Fact]
    public async Task Passwords_are_not_in_it()
    {
        (await Launch(SimulatorWorld.PlainImageId, ("Password", "Secret-of-2026!"))).ShouldBe(200, "OK");

        State.Requests.ShouldHaveSingleItem().Parameters.ShouldNotContainKey("Password");
    }

    [Theory]
    [InlineData(10, 20_000)]
    [InlineData(1024 * 1024, 32)]
    public void It_is_bounded_in_number_and_in_what_it_holds(int length, int kept)
    {
        var journal = new Journal();
        var text = new string('x', length - 1);
        for (var number = 0; number < kept + 5; number++)
        {
            journal.Add(new SimulatedRequest { RequestId = $"{number}", Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = text } });
        }

        journal.All().Count.ShouldBe(kept);
        journal.All()[^1].RequestId.ShouldBe($"{kept + 4}");
    }
}
