using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class AdminEndpointTests : SimulatorTest
{
    private const string NoAccount = "The simulator has no account 9000000000000009; there are 1000000000000001, 2000000000000002, ";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    private protected override EcsSimulatorOptions Options => base.Options with { AdminPort = 0, AdminHosts = ["simulator", "198.51.100.7"] };

    [Fact]
    public async Task A_fault_is_scripted_watched_released_and_removed()
    {
        var id = (await Post("faults", """{"kind":"holdAnswer","action":"CopyImage","region":"cn-hangzhou","times":1}"""))["id"]!.GetValue<string>();
        var call = CopyPlain("copy");
        await Simulator.Faults.All.ShouldHaveSingleItem().Holding;

        (await Get("faults"))[0]!.ToJsonString().ShouldBe($$$"""{"id":"{{{id}}}","hits":1,"isHolding":true,"fault":{"kind":"holdAnswer","action":"CopyImage","region":"cn-hangzhou","nth":1,"times":1}}""");
        await Post($"faults/{id}/release");
        (await call).ShouldBe(200, "OK");
        (await Delete($"faults/{id}")).ShouldBe(HttpStatusCode.OK);
        (await Delete($"faults/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await Get("faults")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Durations_are_written_as_hours_minutes_seconds()
    {
        await Post("faults", """{"kind":"throttle","duration":"00:01:00","retryAfter":"00:00:01.5"}""");

        var fault = Simulator.Faults.All.ShouldHaveSingleItem().Fault;
        (fault.Duration, fault.RetryAfter).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1500)));
    }

    [Fact]
    public async Task Stock_and_security_locks_can_be_set()
    {
        var instance = (await Launch(SimulatorWorld.PlainImageId)).InstanceIds[0];

        await Post($"instances/{instance}/lock");
        await Post("zones/cn-hangzhou-h/stock/ecs.g7.large/0");
        Time.Advance(TimeSpan.FromSeconds(30));

        (await Us.Try("StopInstance", ("InstanceId", instance))).ShouldBe(403, "InstanceLockedForSecurity");
        (await Launch(SimulatorWorld.PlainImageId, ("ZoneId", "cn-hangzhou-h"))).ShouldBe(403, "OperationDenied.NoStock");
        (await Get("state"))["instances"]!.AsArray().Count.ShouldBe(1);
        await Post($"instances/{instance}/unlock");
        (await Us.Try("StopInstance", ("InstanceId", instance))).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_spot_instance_is_taken_back()
    {
        var spot = (await Launch(SimulatorWorld.PlainImageId, ("SpotStrategy", "SpotAsPriceGo"))).InstanceIds[0];

        await Post($"instances/{spot}/reclaim");
        Time.Advance(TimeSpan.FromMinutes(5));

        State.Instances().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_shows_images_snapshots_shares_keys_and_requests()
    {
        var imageId = (await CopyPlain("copy", ("Encrypted", true), ("KMSKeyId", OurKeyIn(Hangzhou)))).ImageId;

        var state = await Get("state");

        var image = state["images"]!.AsArray().Single(image => image!["imageId"]!.GetValue<string>() == imageId)!;
        (image["status"]!.GetValue<string>(), image["account"]!.GetValue<string>(), image["kmsKeyId"]!.GetValue<string>()).ShouldBe(("Creating", SimulatorWorld.OurAccount, OurKeyIn(Hangzhou)));
        state["snapshots"]!.AsArray().ShouldContain(snapshot => snapshot!["imageId"]!.GetValue<string>() == imageId);
        state["images"]!.AsArray().ShouldContain(shared => shared!["sharedWith"]!.AsArray().Any(account => account!.GetValue<string>() == SimulatorWorld.OurAccount));
        state["keys"]!.AsArray().Count.ShouldBe(7);
        state["requests"]!.AsArray().ShouldHaveSingleItem()!["imageId"]!.GetValue<string>().ShouldBe(imageId);
    }

    [Fact]
    public async Task Keys_and_shares_are_changed_from_outside()
    {
        await Post($"keys/{Hangzhou}/{OurKeyIn(Hangzhou)}/disable");
        State.Keys(SimulatorWorld.OurAccount).ShouldContain(new WorldKey(Hangzhou, OurKeyIn(Hangzhou), Enabled: false));
        await Post($"keys/{Hangzhou}/{OurKeyIn(Hangzhou)}/enable");
        State.Keys(SimulatorWorld.OurAccount).ShouldAllBe(key => key.Enabled);

        var accessKey = SimulatorWorld.Default().Account(SimulatorWorld.OurAccount).AccessKeys[0].Id;
        await Post($"accessKeys/{accessKey}/disable");
        (await Us.Try("DescribeRegions")).ShouldBe(400, "InvalidAccessKeyId.Inactive");
        await Post($"accessKeys/{accessKey}/enable");
        (await Us.Try("DescribeRegions")).ShouldBe(200, "OK");

        await Post($"images/{SimulatorWorld.PlainImageId}/unshare/{SimulatorWorld.OurAccount}");
        State.Shares(SimulatorWorld.PlainImageId).ShouldBeEmpty();
        await Post($"images/{SimulatorWorld.PlainImageId}/share/{SimulatorWorld.ConsumerAccount}");
        State.Shares(SimulatorWorld.PlainImageId).ShouldBe([SimulatorWorld.ConsumerAccount]);
        await Post($"images/{SimulatorWorld.PlainImageId}/deprecate");
        State.Image(SimulatorWorld.PlainImageId).Status.ShouldBe("Deprecated");
    }

    [Fact]
    public async Task What_the_simulator_is_can_be_asked() =>
        (await Get("info"))["address"]!.GetValue<string>().ShouldBe(Simulator.Info.Address);

    [Theory]
    [InlineData("faults", "not json", HttpStatusCode.BadRequest, "is an invalid")]
    [InlineData("faults", "null", HttpStatusCode.BadRequest, "give a fault")]
    [InlineData("faults", """{"kind":"earthquake"}""", HttpStatusCode.BadRequest, "kind")]
    [InlineData("faults", """{"kind":"throttle","colour":"red"}""", HttpStatusCode.BadRequest, "colour")]
    [InlineData("faults", """{"kind":"error"}""", HttpStatusCode.BadRequest, "code is missing")]
    [InlineData("faults", """{"kind":"throttle","account":"9000000000000009"}""", HttpStatusCode.NotFound, NoAccount)]
    [InlineData("faults", """{"kind":"throttle","region":"cn-nowhere"}""", HttpStatusCode.NotFound, "no region cn-nowhere; there are cn-hangzhou, ")]
    [InlineData($"images/{SimulatorWorld.PlainImageId}/share/9000000000000009", "", HttpStatusCode.NotFound, NoAccount)]
    [InlineData($"images/{SimulatorWorld.PlainImageId}/unshare/9000000000000009", "", HttpStatusCode.NotFound, NoAccount)]
    [InlineData("faults/fault-9/release", "", HttpStatusCode.NotFound, "There is no fault fault-9.")]
    [InlineData("keys/cn-hangzhou/none/disable", "", HttpStatusCode.NotFound, "no key none in cn-hangzhou")]
    [InlineData("accessKeys/none/disable", "", HttpStatusCode.NotFound, "no access key none")]
    [InlineData("images/m-none/deprecate", "", HttpStatusCode.NotFound, "no image m-none")]
    [InlineData("instances/i-none/lock", "", HttpStatusCode.NotFound, "no instance i-none")]
    [InlineData("zones/none/stock/ecs.g7.large/1", "", HttpStatusCode.NotFound, "no zone none")]
    [InlineData("zones/cn-hangzhou-h/stock/none/1", "", HttpStatusCode.NotFound, "no instance type none")]
    [InlineData("zones/cn-hangzhou-h/stock/ecs.g7.large/many", "", HttpStatusCode.BadRequest, "'many'")]
    [InlineData("else", "", HttpStatusCode.NotFound, "there are GET /info")]
    public async Task A_request_that_makes_no_sense_is_answered_with_the_reason(string path, string body, HttpStatusCode status, string reason)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(Simulator.AdminEndpoint!, path), content);

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!.GetValue<string>().ShouldContain(reason);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:1", HttpStatusCode.OK)]
    [InlineData("127.0.0.2:8091", HttpStatusCode.OK)]
    [InlineData("[::1]:8091", HttpStatusCode.OK)]
    [InlineData("simulator:8091", HttpStatusCode.OK)]
    [InlineData("198.51.100.7:8091", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.rebound.example:8091", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.1", HttpStatusCode.Forbidden)]
    public async Task Only_a_name_of_its_own_leads_to_it(string host, HttpStatusCode status)
    {
        using var response = await Request("info", host, origin: null);

        response.StatusCode.ShouldBe(status);
        if (status == HttpStatusCode.Forbidden)
        {
            (await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!.GetValue<string>().ShouldBe(
                $"The admin endpoint is called by the name \"{host.Split(':')[0]}\", which is not one of its own: localhost, simulator, 198.51.100.7 and loopback addresses. "
                + "Call it by one of these, or start the simulator with --admin-host and that name.");
        }
    }

    [Theory]
    [InlineData("https://page.example")]
    [InlineData("http://localhost:3000")]
    [InlineData("https://simulator:8091")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_changes_nothing(string origin)
    {
        using var response = await Request($"images/{SimulatorWorld.PlainImageId}/deprecate", "simulator:8091", origin);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!.GetValue<string>().ShouldBe(
            $"The request is from a web page of another origin, {origin}, from which the admin endpoint takes nothing. Call it from a program, without the header Origin.");
        State.Image(SimulatorWorld.PlainImageId).Status.ShouldBe("Available");
    }

    [Fact]
    public async Task Its_own_origin_is_no_other()
    {
        using var response = await Request($"images/{SimulatorWorld.PlainImageId}/deprecate", "simulator:8091", "http://simulator:8091");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> Request(string path, string host, string? origin)
    {
        var request = new HttpRequestMessage(path == "info" ? HttpMethod.Get : HttpMethod.Post, new Uri(Simulator.AdminEndpoint!, path));
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return http.SendAsync(request);
    }

    private async Task<JsonNode> Get(string path) => (await http.GetFromJsonAsync<JsonNode>(new Uri(Simulator.AdminEndpoint!, path)))!;

    private async Task<JsonNode> Post(string path, string body = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(Simulator.AdminEndpoint!, path), content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<HttpStatusCode> Delete(string path)
    {
        using var response = await http.DeleteAsync(new Uri(Simulator.AdminEndpoint!, path));
        return response.StatusCode;
    }
}
