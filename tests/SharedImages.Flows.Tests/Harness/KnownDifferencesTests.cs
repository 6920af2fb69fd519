namespace SharedImages.Flows.Tests;

/// <summary>Users read of each difference, and of no other.</summary>
public sealed class KnownDifferencesTests
{
    [Fact]
    public void Documentation_NamesEachWithItsReason()
    {
        var table = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "rehearsal.md"))
            .SkipWhile(line => line != "| Difference | Why |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        table.ShouldBe(KnownDifference.All.Select(difference => $"| {difference.What} | {difference.Why} |"));
    }

    [Fact]
    public void Attributes_AreGivenOneReasonEach() =>
        KnownDifference.All.SelectMany(difference => difference.Attributes).ShouldBeUnique();
}
