namespace SharedImages.Ecs.Simulator.Tests;

/// <summary>Answers get lost, come late or say nothing, for the operation, region and call that a script names (facts §12.6).</summary>
public sealed class Behaviour06LostAndLateAnswersTests : SimulatorTest
{
    private protected override EcsSimulatorOptions Options => base.Options with { Speed = 2 };

    [Fact]
    public async Task A_lost_answer_leaves_an_effect_and_a_lost_request_none()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage", Image = "made" });
        Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseRequest, Action = "CopyImage", Image = "never" });

        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("made"));
        await Should.ThrowAsync<HttpRequestException>(() => CopyPlain("never"));

        var made = State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem();
        made.Name.ShouldBe("made");
        State.Requests.Select(request => (request.Action, request.Code, request.ImageId)).ShouldBe([("CopyImage", "OK", made.ImageId)]);
    }

    [Fact]
    public async Task Operations_without_a_token_are_lost_as_well()
    {
        var (imageId, instanceId) = (await OwnImage(), await RunningInstance());
        foreach (var action in new[] { "ModifyImageSharePermission", "StopInstance", "TagResources" })
        {
            Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = action });
        }

        await Should.ThrowAsync<HttpRequestException>(() => Us.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", imageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount)));
        await Should.ThrowAsync<HttpRequestException>(() => Us.Try("StopInstance", ("InstanceId", instanceId)));
        await Should.ThrowAsync<HttpRequestException>(() => Us.Try("TagResources", ("RegionId", Hangzhou), ("ResourceType", "image"), ("ResourceId.1", imageId), ("Tag.1.Key", "k")));

        State.Shares(imageId).ShouldBe([SimulatorWorld.ConsumerAccount]);
        State.Instance(instanceId).Status.ShouldBe("Stopping");
        State.Image(imageId).Tags.Keys.ShouldBe(["k"]);
    }

    [Fact]
    public async Task A_caller_that_does_not_wait_any_longer_finds_what_it_caused()
    {
        var late = Simulator.Faults.Add(new Fault { Kind = FaultKind.HoldAnswer, Action = "CopyImage" });
        using var impatient = CallerFor(SimulatorWorld.OurAccount);
        var call = impatient.Try("CopyImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationRegionId", Hangzhou), ("DestinationImageName", "copy"), ("ClientToken", "t"));
        await late.Holding;

        impatient.Dispose();

        await Should.ThrowAsync<TaskCanceledException>(() => call);
        (await CopyPlain("copy", ("ClientToken", "t"))).ImageId.ShouldBe(State.Images(SimulatorWorld.OurAccount).ShouldHaveSingleItem().ImageId);
    }

    [Fact]
    public async Task A_slow_answer_comes_in_its_time_which_is_scaled()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.SlowAnswer, Action = "CopyImage", Duration = TimeSpan.FromSeconds(20) });
        var begin = Time.GetUtcNow();

        var call = CopyPlain("copy");
        await Eventually.True(() => State.Images(SimulatorWorld.OurAccount).Count == 1);
        await Eventually.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return call.IsCompleted;
        });

        (await call).ShouldBe(200, "OK");
        (Time.GetUtcNow() - begin).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(null, 500, "InternalError")]
    [InlineData(503, 503, "ServiceUnavailable")]
    public async Task Server_errors_hit_the_calls_that_are_named_and_have_no_effect(int? given, int httpStatus, string code)
    {
        var own = await OwnImage();
        Simulator.Faults.Add(new Fault { Kind = FaultKind.ServerError, Action = "CopyImage", Region = Shanghai, Nth = 2, Times = 2, HttpStatus = given });

        (await CopyOwn(own, Hangzhou, "here")).ShouldBe(200, "OK");
        (await CopyOwn(own, Shanghai, "first")).ShouldBe(200, "OK");
        (await CopyOwn(own, Shanghai, "second")).ShouldBe(httpStatus, code);
        (await CopyOwn(own, Shanghai, "second")).ShouldBe(httpStatus, code);
        State.Images(region: Shanghai).Count.ShouldBe(1);
        (await CopyOwn(own, Shanghai, "second")).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task What_is_refused_or_only_tried_is_always_answered()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.LoseAnswer, Action = "CopyImage" });

        (await CopyPlain("copy", ("DryRun", "true"))).ShouldBe(400, "DryRunOperation");
        (await CopyPlain("1")).ShouldBe(400, "InvalidImageName.Malformed");

        fault.Hits.ShouldBe(0);
    }
}
