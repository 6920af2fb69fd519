namespace SharedImages.Ecs.Simulator.Tests;

public sealed class DocumentedWorldTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void The_world_in_the_documentation_is_one_and_shows_the_defaults()
    {
        var yaml = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "simulator.md")).Split("```yaml\n")[1].Split("```")[0];
        File.WriteAllText(path, yaml);

        var world = SimulatorWorld.Load(path);

        world.Rules.ShouldBe(new WorldRules());
        world.Accounts.Sum(account => account.Images.Count).ShouldBe(1);
    }

    [Fact]
    public void What_lives_on_is_documented_with_all_its_fields()
    {
        var present = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "simulator.md")).Split("```yaml\npresent:\n")[1].Split("```")[0];
        File.WriteAllText(path, $"regions: [cn-hangzhou]\naccounts: [{{ id: \"1000000000000001\" }}]\npresent:\n{present}");

        var world = SimulatorWorld.Load(path);

        world.Present!.AsObject().Select(field => field.Key).ShouldBe(
            typeof(Present).GetProperties().Select(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
    }
}
