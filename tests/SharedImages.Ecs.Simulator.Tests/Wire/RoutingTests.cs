namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RoutingTests : SimulatorTest
{
    public static TheoryData<string, bool, bool> Forms { get; } = new()
    {
        { "POST", false, false },
        { "POST", false, true },
        { "POST", true, false },
        { "POST", true, true },
        { "GET", false, false },
        { "GET", true, false },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Action_and_parameters_are_taken_from_wherever_the_protocol_allows(string method, bool actionAsParameter, bool form)
    {
        var options = new CallOptions("DescribeImages") { Method = new HttpMethod(method), ActionAsParameter = actionAsParameter, Form = form };

        var reply = await Us.Try(options, ("RegionId", Hangzhou), ("ImageName", "plain with spaces +"));

        reply.ShouldBe(200, "OK");
        State.Requests[^1].Parameters["ImageName"].ShouldBe("plain with spaces +");
    }

    [Fact]
    public async Task An_operation_that_is_not_there_is_the_gateways_own_error()
    {
        var reply = await Us.Try("DescribeImage", ("RegionId", Hangzhou));

        reply.ShouldBe(404, "InvalidAction.NotFound");
        reply.Body.Select(field => field.Key).ShouldBe(["RequestId", "HostId", "Code", "Message", "Recommend"]);
        reply.Response.Headers.GetValues("x-acs-request-id").ShouldHaveSingleItem().ShouldBe(reply.Body["RequestId"]!.GetValue<string>());
        reply.Response.Headers.GetValues("x-acs-trace-id").ShouldHaveSingleItem().Length.ShouldBe(32);
        (reply.Response.Content.Headers.ContentType!.MediaType, reply.Response.Content.Headers.ContentType.CharSet).ShouldBe(("application/json", "utf-8"));
    }

    [Fact]
    public async Task An_operation_belongs_to_one_version()
    {
        (await Us.Try(new CallOptions("DescribeRegions") { Version = "2015-04-01" })).ShouldBe(400, "InvalidVersion");
        (await Us.Try(new CallOptions("GetCallerIdentity") { Version = "2014-05-26" })).ShouldBe(400, "InvalidVersion");
    }

    [Fact]
    public async Task True_and_False_may_be_capital_and_nothing_else_is_a_boolean()
    {
        (await CopyPlain("copy", ("DryRun", "True"), ("Encrypted", "False"))).ShouldBe(400, "DryRunOperation");
        (await CopyPlain("copy", ("DryRun", "yes"))).ShouldBe(400, "InvalidParameter");
        State.Images(SimulatorWorld.OurAccount).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SimulatorWorld.OurAccount, null, 200, "OK")]
    [InlineData(SimulatorWorld.PublisherAccount, null, 400, "InvalidOwnerId")]
    [InlineData("us", null, 400, "InvalidOwnerId")]
    [InlineData(null, "us@example.com", 200, "OK")]
    [InlineData(null, "us", 400, "InvalidOwnerAccount")]
    [InlineData(SimulatorWorld.OurAccount, "us@example.com", 400, "InvalidOwner")]
    public async Task An_owner_is_the_caller_and_named_in_one_way(string? id, string? account, int httpStatus, string code) =>
        (await Us.Try("DescribeRegions", ("OwnerId", id ?? ""), ("OwnerAccount", account ?? ""))).ShouldBe(httpStatus, code);

    [Fact]
    public async Task A_parameter_that_nobody_knows_is_ignored() =>
        (await Us.Try("DescribeRegions", ("Colour", "red"))).ShouldBe(200, "OK");

    [Fact]
    public async Task A_missing_region_is_missing_and_an_unknown_one_is_not_found()
    {
        (await Us.Try("DescribeImages")).ShouldBe(400, "MissingParameter");
        (await Us.Try("DescribeImages", ("RegionId", "cn-nowhere"))).ShouldBe(404, "InvalidRegionId.NotFound");
    }
}
