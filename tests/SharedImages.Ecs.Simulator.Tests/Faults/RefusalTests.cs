namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RefusalTests : SimulatorTest
{
    [Fact]
    public async Task A_throttled_minute_begins_with_the_first_call_and_then_is_over()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Duration = TimeSpan.FromMinutes(1), RetryAfter = TimeSpan.FromMilliseconds(1500) });
        Time.Advance(TimeSpan.FromMinutes(5));

        var first = await Us.Try("DescribeRegions");
        Time.Advance(TimeSpan.FromSeconds(59));
        var last = await Us.Try("DescribeRegions");
        Time.Advance(TimeSpan.FromSeconds(1));
        var after = await Us.Try("DescribeRegions");

        first.ShouldBe(400, "Throttling.User");
        first.Response.Headers.GetValues("x-acs-retry-after").ShouldBe(["1500"]);
        last.ShouldBe(400, "Throttling.User");
        after.ShouldBe(200, "OK");
        fault.Hits.ShouldBe(2);
    }

    [Theory]
    [InlineData(null, 500, "InternalError")]
    [InlineData(503, 503, "ServiceUnavailable")]
    [InlineData(502, 502, "InternalError")]
    public async Task A_burst_of_server_errors_has_no_effect_and_ends_after_its_count(int? given, int httpStatus, string code)
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.ServerError, Action = "CopyImage", Times = 2, HttpStatus = given });

        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(httpStatus, code);
        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(httpStatus, code);
        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
        (await CopyPlain("copy", ("ClientToken", "t"))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task Any_error_can_be_scripted_for_the_nth_call_that_matches()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.Error, Code = "Forbidden.RAM", HttpStatus = 403, Message = "No.", Action = "CopyImage", Image = "copy", Region = Hangzhou, Account = SimulatorWorld.OurAccount, Nth = 2 });

        (await CopyPlain("copy-1")).ShouldBe(200, "OK");
        (await CopyPlain("other")).ShouldBe(200, "OK");
        var refused = await CopyPlain("copy-2", ("DryRun", true));
        (await CopyPlain("copy-3")).ShouldBe(200, "OK");

        refused.ShouldBe(403, "Forbidden.RAM");
        refused.Body["Message"]!.GetValue<string>().ShouldBe("No.");
        State.Requests.Select(request => request.Code).ShouldBe(["OK", "OK", "Forbidden.RAM", "OK"]);
    }

    [Fact]
    public async Task The_region_of_a_copy_is_its_destination_and_an_image_is_known_by_its_name_too()
    {
        var own = await OwnImage("web-own");
        var there = Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Region = Shanghai });
        var byName = Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Action = "DescribeImages", Image = "web-own" });

        (await CopyOwn(own, Hangzhou, "here")).ShouldBe(200, "OK");
        (await CopyOwn(own, Shanghai, "there")).ShouldBe(400, "Throttling.User");
        (await Us.Try("DescribeImages", ("RegionId", Hangzhou), ("ImageId", own))).ShouldBe(400, "Throttling.User");

        (there.Hits, byName.Hits).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_region_of_a_call_without_one_is_that_of_the_resource_it_names()
    {
        var instance = await StoppedInstance();
        var disk = State.Instance(instance).Disks[0].DiskId;
        var here = Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Region = Hangzhou, Times = 2 });
        Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Region = Shanghai, Times = 9 });

        (await Us.Try("StartInstance", ("InstanceId", instance))).ShouldBe(400, "Throttling.User");
        (await Us.Try("ReInitDisk", ("DiskId", disk))).ShouldBe(400, "Throttling.User");
        (await Us.Try("StartInstance", ("InstanceId", instance))).ShouldBe(200, "OK");

        here.Hits.ShouldBe(2);
    }

    [Fact]
    public async Task A_removed_fault_hits_no_more()
    {
        var fault = Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Times = 10 });
        (await Us.Try("DescribeRegions")).ShouldBe(400, "Throttling.User");

        Simulator.Faults.Remove(fault.Id).ShouldBeTrue();

        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");
        Simulator.Faults.Remove(fault.Id).ShouldBeFalse();
    }

    [Fact]
    public void A_fault_that_makes_no_sense_is_refused_with_the_reason()
    {
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.Error })).Message.ShouldStartWith("The fault cannot be scripted: code is missing");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.VisibilityLag })).Message.ShouldContain("duration is missing");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCopy, Percent = 100 })).Message.ShouldContain("percent is 100");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.FailCommand, ExitCode = 0 })).Message.ShouldContain("exitCode is 0");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Nth = 0 })).Message.ShouldContain("nth is 0");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Probability = 0 })).Message.ShouldContain("probability is 0");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.SlowAnswer })).Message.ShouldContain("duration is missing");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = FaultKind.RegionDown })).Message.ShouldContain("region is missing");
        Should.Throw<ArgumentException>(() => Simulator.Faults.Add(new Fault { Kind = (FaultKind)99 })).Message.ShouldContain("kind 99 is unknown");
    }
}
