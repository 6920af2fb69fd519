namespace SharedImages.Ecs.Simulator.Tests;

public sealed class PresentFileTests : SimulatorTest
{
    private readonly string path = Path.GetTempFileName();

    private protected override EcsSimulatorOptions Options => new()
    {
        Time = Time,
        WallClock = Time,
        AdminPort = 0,
        World = WorldWith(SimulatorWorld.PublisherAccount, account => account with
        {
            AccessKeys = [.. account.AccessKeys, new WorldAccessKey("LTAIexampleUser", "example-secret-of-User", "user")],
            Roles = [new WorldRole { Name = "sharer", TrustedAccounts = [SimulatorWorld.PublisherAccount] }],
        }),
    };

    [Fact]
    public async Task The_admin_endpoint_writes_the_world_that_another_simulator_starts_with()
    {
        await OwnImage();
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(Simulator.AdminEndpoint!, "/world"));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/yaml");
        await using var second = await Start(await answer.Content.ReadAsStringAsync());
        second.State.Images().Select(image => (image.ImageId, image.Status)).ShouldBe(State.Images().Select(image => (image.ImageId, image.Status)));
    }

    [Fact]
    public async Task Temporary_keys_and_disabled_keys_stay_what_they_are()
    {
        using var user = CallerWith(Options.World.Account(SimulatorWorld.PublisherAccount).AccessKeys[1]);
        var credentials = (await user.Try(new CallOptions("AssumeRole") { Version = "2015-04-01" }, ("RoleArn", $"acs:ram::{SimulatorWorld.PublisherAccount}:role/sharer"), ("RoleSessionName", "session"))).Body["Credentials"]!;
        State.DisableAccessKey("LTAIexampleConsumer");

        await using var second = await Start(Simulator.WriteWorld());

        using var session = new Caller(second.Endpoint, new WorldAccessKey(credentials["AccessKeyId"]!.GetValue<string>(), credentials["AccessKeySecret"]!.GetValue<string>()), Time, credentials["SecurityToken"]!.GetValue<string>());
        (await session.Call("DescribeRegions")).Code.ShouldBe("OK");
        using var consumer = new Caller(second.Endpoint, Options.World.Account(SimulatorWorld.ConsumerAccount).AccessKeys[0], Time);
        (await consumer.Try("DescribeRegions")).Code.ShouldBe("InvalidAccessKeyId.Inactive");
        Time.Advance(TimeSpan.FromHours(2));
        (await session.Try("DescribeRegions")).Code.ShouldBe("InvalidSecurityToken.Expired");
    }

    [Fact]
    public async Task A_start_at_a_later_time_sees_what_would_have_happened_meanwhile()
    {
        var imageId = (await CopyPlain("later")).ImageId;
        var written = Simulator.WriteWorld();
        Time.Advance(TimeSpan.FromHours(5));

        await using var second = await Start(written);

        second.State.Image(imageId).Status.ShouldBe("Available");
    }

    [Fact]
    public async Task A_stopped_simulator_gives_the_world_that_it_was_with_its_faults()
    {
        Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Times = 2, Action = "DescribeRegions" });
        (await Us.Try("DescribeRegions")).Code.ShouldBe("Throttling.User");

        await Simulator.DisposeAsync();

        await using var second = await Start(Simulator.WriteWorld());
        second.Faults.All.ShouldHaveSingleItem().Hits.ShouldBe(1);
    }

    [Fact]
    public async Task Without_its_end_the_file_is_none_wherever_it_was_cut()
    {
        await RunningInstance();
        var lines = Simulator.WriteWorld().TrimEnd('\n').Split('\n');
        var begin = Array.IndexOf(lines, "present:");
        begin.ShouldBeGreaterThan(0);

        for (var count = begin + 1; count < lines.Length; count++)
        {
            Should.Throw<WorldFileException>(() => Load(string.Join('\n', lines[..count])), $"after line {count}");
        }
    }

    [Theory]
    [InlineData("  images:\n    - imageId:", "  images:\n    - imageID:", "imageID")]
    [InlineData("owner: \"2000000000000002\"", "owner: \"9\"", "the account 9 is not in this world")]
    [InlineData("hasAgent: true", "hasAgent: maybe", "\"maybe\" is neither true nor false")]
    [InlineData("zone: cn-hangzhou-h\n    ", "zone: cn-nowhere\n    ", "there is no zone cn-nowhere")]
    [InlineData("type: ecs.g7.large\n", "type: ecs.huge\n", "there is no instance type ecs.huge")]
    [InlineData("format: 1", "format: 2", "the format is 2; this program knows 1")]
    [InlineData("  stock: []", "  stock: []\n  stock: []", "the field stock is given twice")]
    [InlineData("  stock: []", "  stocks: []", "stocks")]
    [InlineData("  stock: []", "  stock: {}", "present cannot be read")]
    public async Task A_wrong_value_is_an_error_at_its_place(string right, string wrong, string message)
    {
        await RunningInstance();
        var written = Simulator.WriteWorld();
        written.ShouldContain(right);
        var damaged = written[..written.IndexOf(right, StringComparison.Ordinal)] + wrong + written[(written.IndexOf(right, StringComparison.Ordinal) + right.Length)..];

        var error = Should.Throw<WorldFileException>(() => Load(damaged)).Errors.ShouldHaveSingleItem();

        error.ShouldStartWith(path);
        error.ShouldContain(message);
    }

    [Fact]
    public async Task The_world_in_the_documentation_which_has_all_there_is_lives_on_too()
    {
        await using var first = await Start(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "simulator.md")).Split("```yaml\n")[1].Split("```")[0]);

        await using var second = await Start(first.WriteWorld());

        second.WriteWorld().ShouldBe(first.WriteWorld());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("x")]
    [InlineData("-1")]
    public async Task With_any_line_lost_or_wrong_it_is_an_error_or_a_world_that_starts(string? wrong)
    {
        await RunningInstance();
        await CopyPlain("open");
        Simulator.Faults.Add(new Fault { Kind = FaultKind.Throttle, Action = "DescribeRegions" });
        var lines = Simulator.WriteWorld().TrimEnd('\n').Split('\n');

        for (var line = Array.IndexOf(lines, "present:") + 1; line < lines.Length; line++)
        {
            string[] instead = wrong is null ? [] : [$"{lines[line].Split(": ")[0]}: {wrong}"];
            Starts(string.Join('\n', [.. lines[..line], .. instead, .. lines[(line + 1)..]]), lines[line]);
        }
    }

    private void Starts(string text, string line)
    {
        try
        {
            var world = Load(text);
            var cloud = new Cloud(world, new LifeClock(Time, speed: 1), PresentJson.Read(world.Present!, world));
            Should.NotThrow(() => cloud.Enter(cloud.Ledger.Show), line);
        }
        catch (WorldFileException error)
        {
            error.Errors.ShouldAllBe(problem => problem.StartsWith($"{path}:", StringComparison.Ordinal), line);
        }
    }

    private SimulatorWorld Load(string text)
    {
        File.WriteAllText(path, text);
        return SimulatorWorld.Load(path);
    }

    private Task<EcsSimulator> Start(string text) => EcsSimulator.StartAsync(new EcsSimulatorOptions { World = Load(text), Time = Time, WallClock = Time });
}
