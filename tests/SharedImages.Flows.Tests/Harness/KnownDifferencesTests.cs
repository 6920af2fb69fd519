namespace SharedImages.Flows.Tests;

/// <summary>Users read of each difference, and of no other.</summary>
public sealed class KnownDifferencesTests
{
    [Fact]
    public void Documentation_NamesEachWithItsReason()
    {
        var table = File.ReadAllLines(Path.Combine(Root(), "docs", "rehearsal.md"))
            .SkipWhile(line => line != "| Difference | Why |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        table.ShouldBe(KnownDifference.All.Select(difference => $"| {difference.What} | {difference.Why} |"));
    }

    [Fact]
    public void Attributes_AreGivenOneReasonEach() =>
        KnownDifference.All.SelectMany(difference => difference.Attributes).ShouldBeUnique();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SharedImages.Workflows.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not lie under the folder of the solution.");
        }

        return folder.FullName;
    }
}
