using System.Xml.Linq;

namespace SharedImages.Cli.Tests;

/// <summary>The arrows of docs/architecture.md, and no others: between projects, and between the assemblies that came of them.</summary>
public sealed class ArchitectureTests
{
    private static readonly SortedDictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["SharedImages.Activities"] = ["SharedImages.Ecs", "SharedImages.Workflows"],
        ["SharedImages.Cli"] = ["SharedImages.Ecs.Simulator", "SharedImages.Rehearsal", "SharedImages.Worker", "SharedImages.Workflows"],
        ["SharedImages.Ecs"] = [],
        ["SharedImages.Ecs.OfficialSdk"] = ["SharedImages.Ecs"],
        ["SharedImages.Ecs.Simulator"] = ["SharedImages.Ecs"],
        ["SharedImages.Rehearsal"] = [],
        ["SharedImages.Worker"] = ["SharedImages.Activities", "SharedImages.Workflows"],
        ["SharedImages.Workflows"] = [],
    };

    [Fact]
    public void Projects_ReferenceOnlyAlongTheArrows()
    {
        var source = Path.Combine(Checkout.Root, "src");

        Directory.GetDirectories(source).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).ToList().ShouldBe([.. Arrows.Keys]);
        foreach (var (project, arrows) in Arrows)
        {
            XDocument.Load(Path.Combine(source, project, project + ".csproj")).Descendants("ProjectReference")
                // The official SDK's part in the default build is none.
                .Where(reference => reference.Parent!.Attribute("Condition") is null)
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                .Order(StringComparer.Ordinal).ToList().ShouldBe([.. arrows], customMessage: project);
        }
    }

    [Fact]
    public void Workflows_ReferenceNothingButTemporalAndTheFramework()
    {
        string[] allowed = ["Google.Protobuf", "Temporalio", "NexusRpc", "Microsoft.Extensions.Logging.Abstractions"];

        typeof(Workflows.PromoteImageWorkflow).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name != "netstandard")
            .ShouldBeSubsetOf(allowed);
    }
}
