using System.Text.Json;

namespace SharedImages.Ecs.Simulator.Tests;

public sealed class WorldRulesTests : IDisposable
{
    private static readonly string Documentation = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "simulator.md"));

    private readonly string path = Path.GetTempFileName();

    public static TheoryData<string> Rules { get; } = [.. typeof(WorldRules).GetProperties().Select(rule => rule.Name)];

    public void Dispose() => File.Delete(path);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_is_read_from_the_field_of_its_name_and_documented(string name)
    {
        var rule = typeof(WorldRules).GetProperty(name)!;
        var usual = rule.GetValue(new WorldRules());
        var (text, value) = usual switch
        {
            TimeSpan => ("7s", TimeSpan.FromSeconds(7)),
            int => ("7", 7),
            true => ("false", false),
            _ => ("true", (object)true),
        };
        var field = JsonNamingPolicy.CamelCase.ConvertName(name);
        File.WriteAllText(path, $$"""
            regions: [cn-hangzhou]
            rules: { {{field}}: {{text}} }
            accounts: [{ id: "1000000000000001" }]
            """);

        var rules = SimulatorWorld.Load(path).Rules;

        rule.GetValue(rules).ShouldBe(value);
        rule.SetValue(rules, usual);
        rules.ShouldBe(new WorldRules(), "Nothing else is changed by it.");
        Documentation.ShouldContain($"\n  {field}: ");
    }
}
