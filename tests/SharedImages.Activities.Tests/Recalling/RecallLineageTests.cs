using SharedImages.Ecs;
using SharedImages.Workflows;

namespace SharedImages.Activities.Tests;

public sealed class RecallLineageTests
{
    private static readonly DateTimeOffset Start = Site.Start;
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>(StringComparer.Ordinal);

    // s → i (intake) → a, b; a → c (another promotion) → d; e of another source; f lacks its copy key.
    private static readonly IReadOnlyList<(string Region, Image Image)> All =
    [
        ("cn-hangzhou", Made("m-i", "web", "1", "m-s", hop: "intake")),
        ("cn-shanghai", Made("m-a", "web", "1", "m-s")),
        ("us-east-1", Made("m-b", "web", "1", "m-s")),
        ("cn-shanghai", Made("m-c", "app", "7", "m-a")),
        ("us-east-1", Made("m-d", "app", "8", "m-c")),
        ("us-east-1", Made("m-e", "web", "2", "m-t")),
        ("us-east-1", Made("m-f", "web", "1", "m-s") with { Tags = [new(Lineage.SourceImage, "m-s")] }),
    ];

    [Theory]
    [InlineData("m-s", null, "m-a m-b m-c m-d m-i m-s")]
    [InlineData("m-i", null, "m-a m-b m-c m-d m-i")]
    [InlineData("m-a", null, "m-a m-c m-d")]
    [InlineData("m-b", null, "m-b")]
    [InlineData("m-d", null, "m-d")]
    [InlineData("m-x", null, "m-x")]
    [InlineData(null, "web/1", "m-a m-b m-c m-d m-i m-s")]
    [InlineData(null, "web/2", "m-e m-t")]
    [InlineData(null, "app/7", "m-a m-c m-d")]
    [InlineData(null, "web/3", "")]
    public void Closure_IsAllThatCameOfIt(string? imageId, string? promotion, string bad)
    {
        var what = new ImageReference(promotion, null, null, imageId);

        RecallLineage.Closure(RecallLineage.Roots(what, All), All).Order(StringComparer.Ordinal).ShouldBe(bad.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Closure_OfCopiesOfEachOther_Ends() =>
        RecallLineage.Closure(new HashSet<string>(["m-1"], StringComparer.Ordinal), [("r", Made("m-1", "web", "1", "m-2")), ("r", Made("m-2", "web", "2", "m-1"))]).ShouldBe(["m-1", "m-2"], ignoreOrder: true);

    [Fact]
    public void Notes_NameWhatLacksAPartOfItsLineage() =>
        RecallLineage.Notes(new(null, null, null, "m-s"), new HashSet<string>(["m-s"], StringComparer.Ordinal), All).ShouldHaveSingleItem().ShouldStartWith("us-east-1/m-f carries only a part");

    [Theory]
    // The newest before it; what its history says goes first; not one that lacks a region, is marked, recalled, unfinished or younger.
    [InlineData("", null, "2")]
    [InlineData("", "1", "1")]
    [InlineData("", "4", "2")]
    [InlineData("2-us", null, "1")]
    [InlineData("2-mark", null, "1")]
    [InlineData("2-listed", null, "1")]
    [InlineData("2-done", null, "1")]
    [InlineData("2-mark 1-mark", null, null)]
    [InlineData("2-mark", "2", "1")]
    public void Channels_GoToTheVersionBefore(string spoilt, string? before, string? to)
    {
        bool Is(string what) => spoilt.Split(' ').Contains(what, StringComparer.Ordinal);
        var all = new List<(string Region, Image Image)>();
        foreach (var (version, day) in (ReadOnlySpan<(string, int)>)[("1", 1), ("2", 2), ("3", 3), ("5", 5)])
        {
            all.AddRange(((string[])["cn-shanghai", "us-east-1"]).Where(region => !(region == "us-east-1" && Is($"{version}-us")))
                .Select(region => (region, Made($"m-{version}{region[0]}", "web", version, $"m-s{version}", day: day, marks:
                [
                    .. Is($"{version}-done") ? [] : (IEnumerable<string>)[Lineage.Done],
                    .. version == "3" ? [Lineage.Channel("prod")] : (IEnumerable<string>)[],
                    .. Is($"{version}-mark") ? [Lineage.Mark] : (IEnumerable<string>)[],
                ]))));
        }

        var histories = before is null
            ? new Dictionary<string, ImageChannels>(StringComparer.Ordinal)
            : new(StringComparer.Ordinal) { ["web"] = new("web", new Dictionary<string, ChannelState>(StringComparer.Ordinal) { ["prod"] = new("3", Start, new Dictionary<string, string>(StringComparer.Ordinal), Before: before) }) };
        var bad = RecallLineage.Closure(RecallLineage.Roots(new("web/3", null, null, null), all), all);

        RecallLineage.Channels(bad, all, Is("2-listed") ? new HashSet<string>(["m-2u"], StringComparer.Ordinal) : Nothing, histories).ShouldBe([new("web", "prod", "3", to)]);
    }

    private static Image Made(string id, string name, string version, string source, string hop = "distribution", int day = 0, IReadOnlyList<string>? marks = null) => Copies.Shown(id) with
    {
        IsCopied = true,
        CreationTime = Start.AddDays(day),
        Tags =
        [
            new(Lineage.Promotion, name), new(Lineage.Version, version), new(Lineage.SourceImage, source), new(Lineage.SourceOwner, "2000000000000002"),
            new(Lineage.CopyKey, $"key-{id}"), new(Lineage.Run, "run-1"), new(Lineage.Hop, hop),
            .. (marks ?? []).Select(mark => new Tag(mark, mark == Lineage.Mark ? Lineage.RetiringValue : "true")),
        ],
    };
}
