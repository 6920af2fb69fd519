namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DefaultWorldTests
{
    [Fact]
    public void Its_ids_are_the_same_every_time_and_look_like_the_real_ones()
    {
        var (one, two) = (SimulatorWorld.Default(), SimulatorWorld.Default());

        one.Accounts.SelectMany(account => account.Keys).ShouldBe(two.Accounts.SelectMany(account => account.Keys));
        one.Accounts.SelectMany(account => account.Keys).ShouldAllBe(key => key.Id.Length == 36);
        one.Account(SimulatorWorld.OurAccount).Keys.Select(key => key.Id).Distinct().Count().ShouldBe(6);
        one.Accounts.SelectMany(account => account.Images).ShouldAllBe(image => image.Id!.Length == 22);
    }

    [Fact]
    public async Task Ids_given_while_it_runs_are_the_same_in_every_run()
    {
        await using var one = await EcsSimulator.StartAsync();
        await using var two = await EcsSimulator.StartAsync();
        var image = new WorldImage { Region = "cn-hangzhou", Name = "image" };

        var id = one.State.AddImage(SimulatorWorld.OurAccount, image);

        id.ShouldMatch("^m-[0-9a-z]{20}$");
        two.State.AddImage(SimulatorWorld.OurAccount, image).ShouldBe(id);
    }

    [Fact]
    public async Task Another_program_learns_all_it_needs_from_one_line()
    {
        await using var simulator = await EcsSimulator.StartAsync(new EcsSimulatorOptions { AdminPort = 0 });

        var line = simulator.Info.ToJson();

        line.ShouldNotContain('\n');
        line.ShouldContain($"\"address\":\"http://127.0.0.1:{simulator.Endpoint.Port}\"");
        line.ShouldContain($"\"adminAddress\":\"http://127.0.0.1:{simulator.AdminEndpoint!.Port}\"");
        line.ShouldContain("\"accessKeys\":[{\"id\":\"LTAIexampleOurs\",\"secret\":\"example-secret-of-Ours\"");
        line.ShouldContain("\"region\":\"us-east-1\",\"id\":\"us-east-1a\",\"vSwitches\":[\"vsw-");
        line.ShouldContain("\"securityGroups\":[{\"region\":\"cn-hangzhou\",\"id\":\"sg-");
        line.ShouldContain("\"imageId\":\"m-bp1webbaseencr000001\",\"name\":\"web-base-2026.11.24\",\"account\":\"2000000000000002\",\"region\":\"cn-hangzhou\",\"encrypted\":true,\"sharedWith\":[\"1000000000000001\"]");
    }
}
