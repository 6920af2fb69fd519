using System.Reflection;
using System.Text.RegularExpressions;

namespace SharedImages.Flows.Tests;

public sealed partial class FlowServerTests
{
    [Fact]
    public void AClassOfFlows_SaysWhetherItPlaysOnRehearsalsAlone()
    {
        var folder = Path.Combine(Checkout.Root, "tests", "SharedImages.Flows.Tests");
        foreach (var type in typeof(FlowServerTests).Assembly.GetTypes().Where(type => type.Name.EndsWith("Tests", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(Directory.GetFiles(folder, $"{type.Name}.cs", SearchOption.AllDirectories).Single());
            var isRehearsed = Rehearsed.IsMatch(source) && !OnServer.IsMatch(source);

            type.GetCustomAttributes<TraitAttribute>().Any(trait => trait is { Name: FlowServer.Trait, Value: FlowServer.RehearsedAlone }).ShouldBe(isRehearsed, type.Name);
        }
    }

    [GeneratedRegex(@"Flow\.(RehearseAsync|StartComparedAsync)\(")]
    private static partial Regex Rehearsed { get; }

    [GeneratedRegex(@"[.]StartAsync\(server|server\.")]
    private static partial Regex OnServer { get; }
}
