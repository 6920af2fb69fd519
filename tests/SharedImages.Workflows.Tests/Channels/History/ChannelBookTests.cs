using System.Globalization;
using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class ChannelBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Moves of prod, and what is known then: the version, and the one before.</summary>
    [Theory]
    [InlineData("1", "1", null)]
    [InlineData("1 2", "2", "1")]
    [InlineData("1 2 2", "2", "1")]
    [InlineData("1 2 1", "1", "2")]
    [InlineData("1 2 3 2", "2", "3")]
    public void TheStateFollowsFromTheMoves(string versions, string version, string? before)
    {
        var book = versions.Split(' ').Aggregate(ChannelBook.Empty, (known, next) => known.With(Move(known.Moves.Count, next)));

        (book.Channels["prod"].Version, book.Channels["prod"].Before).ShouldBe((version, before));
        book.Moves.Select(move => move.Version).ShouldBe(versions.Split(' '));
    }

    [Fact]
    public void AMoveThatIsToldTwice_IsNotedOnce()
    {
        var book = ChannelBook.Empty.With(Move(0, "1")).With(Move(1, "2"));

        book.With(Move(0, "1")).ShouldBe(book);
    }

    [Fact]
    public void TheSameVersionAgain_IsThereSinceTheFirstTime()
    {
        var book = ChannelBook.Empty.With(Move(0, "1", reason: "first")).With(Move(1, "1", reason: "again", image: "m-2"));

        var prod = book.Channels["prod"];
        (prod.Since, prod.Reason, prod.Regions["cn-shanghai"]).ShouldBe((Start, "first", "m-2"));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("2", null)]
    [InlineData("", null)]
    [InlineData("0 1", null)]
    public void AHistoryThatWasLost_GoesByWhatEcsTold(string from, string? before) => ChannelBook.Empty
        .With(Move(0, "2") with { Move = Move(0, "2").Move with { From = from.Split(' ', StringSplitOptions.RemoveEmptyEntries) } })
        .Channels["prod"].Before.ShouldBe(before);

    [Fact]
    public void OfEachChannel_TheNewestFiftyAreKept_AndFitAPayload()
    {
        var book = ChannelBook.Empty;
        for (var i = 0; i < 400; i++)
        {
            var record = Move(i, i.ToString(CultureInfo.InvariantCulture), new string('x', 256));
            book = book.With(record with { Move = record.Move with { Channel = Lineage.Channels[i % 3] } });
        }

        book.Moves.Count.ShouldBe(3 * ChannelBook.MaxMoves);
        book.Moves[^1].Version.ShouldBe("399");
        book.Moves.Select(move => move.At).ShouldBeInOrder();
        JsonSerializer.SerializeToUtf8Bytes(book, ContractJson.Options).Length.ShouldBeLessThan(128 * 1024);
    }

    [Fact]
    public void TheMemo_IsSmall()
    {
        var regions = Enumerable.Range(0, 30).ToDictionary(number => $"ap-southeast-{number}", number => $"m-uf6abcdefghijklmno{number}");
        var book = Lineage.Channels.Aggregate(ChannelBook.Empty, (known, channel) => known.With(new(new(channel, "2026.11.24", [], Start, "run", "ci@machine", new('x', 256)), regions)));

        JsonSerializer.SerializeToUtf8Bytes(new ImageChannels("web-base", book.Channels), ContractJson.Options).Length.ShouldBeLessThan(8 * 1024);
    }

    private static ChannelRecord Move(int number, string version, string? reason = null, string image = "m-1") => new(
        new("prod", version, [], Start.AddMinutes(number), $"run-{number}", "ci@machine", reason),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["cn-shanghai"] = image });
}
