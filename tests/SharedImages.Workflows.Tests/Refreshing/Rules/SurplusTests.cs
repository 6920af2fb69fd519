using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class SurplusTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Versions by their age in days, the present one being 1; r = retiring or recalled.</summary>
    [Theory]
    [InlineData(3, null, "1 8 15", "")]
    [InlineData(3, null, "1 8 15 22 29", "29 22")]
    [InlineData(1, null, "1 8", "8")]
    [InlineData(2, null, "8 15 22", "22 15")]
    [InlineData(2, null, "1 8 15r 22", "22")]
    [InlineData(2, null, "1 8r 15 22", "22")]
    [InlineData(3, null, "1 8r 15 22", "")]
    [InlineData(1, 20, "1 8 15 22", "22")]
    [InlineData(3, 2, "1 8 15 22", "22")]
    public void Surplus_IsWhatIsNeitherAmongTheNewestNorYounger(int newest, int? younger, string ages, string surplus) =>
        Of(newest, younger, ages).Select(held => held.Version).ShouldBe(surplus.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Surplus_ThePresentVersionStaysHoweverOldItIs() =>
        // It was taken back and shared again, or never changed.
        RefreshRules.Surplus(Keep(1, null), Report("30", "1 8 30"), Now).Select(held => held.Version).ShouldBe(["8", "1"]);

    [Fact]
    public void Surplus_NeverLeavesFewerThanAreKept() => Gen.Select(Gen.Int[1, 6], Gen.Int[1, 400].Array[0, 12]).Sample((newest, ages) =>
    {
        var versions = ages.Distinct().Select(age => $"{age}").ToList();
        var surplus = RefreshRules.Surplus(Keep(newest, null), Report("500", string.Join(' ', versions)), Now);

        // The present one is not there yet, and takes a place when it comes.
        (versions.Count - surplus.Count).ShouldBe(Math.Min(versions.Count, newest - 1));
    });

    [Fact]
    public void Surplus_OfRandomWorlds_TakesNothingThatARuleProtects() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 200], Gen.Select(Gen.Int[1, 400], Gen.Bool).Array[0, 12]).Sample(
            (newest, younger, worlds) =>
            {
                var held = worlds.DistinctBy(version => version.Item1).ToList();
                var surplus = RefreshRules.Surplus(Keep(newest, younger), Report("1", string.Join(' ', held.Select(version => $"{version.Item1}{(version.Item2 ? "r" : "")}"))), Now);

                surplus.ShouldAllBe(version => !version.IsMarked && version.Version != "1" && version.MadeAt <= Now.AddDays(-younger));
                var usable = held.Count(version => !version.Item2);
                (usable - surplus.Count).ShouldBeGreaterThanOrEqualTo(Math.Min(usable, newest - 1));
            },
            iter: 1_000);

    private static IReadOnlyList<HeldVersion> Of(int newest, int? younger, string ages) => RefreshRules.Surplus(Keep(newest, younger), Report("1", ages), Now);

    private static KeepSpec Keep(int newest, int? younger) => new(newest, younger is { } days ? TimeSpan.FromDays(days) : null, TimeSpan.Zero, TimeSpan.FromHours(1), Delete: true);

    private static RefreshReport Report(string version, string ages) => new("1", "tests", null, version, [], null, [], [], 0, [.. ages.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(age => new HeldVersion(age.TrimEnd('r'), Now.AddDays(-int.Parse(age.TrimEnd('r'), System.Globalization.CultureInfo.InvariantCulture)), age.EndsWith('r'), null))], []);
}
