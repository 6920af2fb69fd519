using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class ChannelResultsTests
{
    private static readonly ChannelSpec Spec = ChannelJson.Read().Spec!;

    [Theory]
    [InlineData("m-1 m-2", "", "web-base prod points to 2026.11.24 in 2 regions.")]
    [InlineData("m-1", "2026.11.24", "web-base prod points to 2026.11.24 in 1 region.")]
    [InlineData("m-1 -", "2026.11.10", "web-base prod points to 2026.11.24 in 1 region, and to nothing in region-1; before, to 2026.11.10.")]
    [InlineData("m-1", "2026.11.10 2026.11.24", "web-base prod points to 2026.11.24 in 1 region; before, to 2026.11.10, 2026.11.24.")]
    public void Moved_SaysWhereItPoints(string images, string from, string summary)
    {
        var result = ChannelResults.Moved(Spec, Survey(from), Regions(images, ItemState.Done), unrecorded: null);

        result.Outcome.ShouldBe(OperationOutcome.Completed);
        result.Summary.ShouldBe(summary);
        (result.Name, result.Version, result.MovedTo).ShouldBe(("web-base", "prod", "2026.11.24"));
        result.Notes.ShouldBe(["not checked"]);
    }

    [Fact]
    public void Moved_ButNotNoted_SaysSo() => ChannelResults.Moved(Spec, Survey(""), Regions("m-1", ItemState.Done), new(StepErrorKind.Refused, "no caller", "find out who")).Notes
        .ShouldBe(["not checked", "the history of web-base does not know of this move: no caller; find out who; move the channel once more, and it does"]);

    [Fact]
    public void GivenUp_SaysWhereAndThatItIsAsBefore()
    {
        var given = new StepFailedException("point", new(StepErrorKind.Permission, "cn-shanghai: no right.", "grant it"));

        var result = ChannelResults.GivenUp(Spec, Survey("1"), Regions("m-1", ItemState.Undone), given, []);

        result.Outcome.ShouldBe(OperationOutcome.Failed);
        result.Summary.ShouldBe("web-base prod was not moved to 2026.11.24: it was given up at point (cn-shanghai: no right). All regions are as they were before.");
    }

    [Fact]
    public void Canceled_NamesWhatIsNotAsBefore()
    {
        var result = ChannelResults.Canceled(Spec, Survey("1"), Regions("m-1", ItemState.Failed), [new("cn-shanghai", "channel prod", null)]);

        result.Outcome.ShouldBe(OperationOutcome.Canceled);
        result.Summary.ShouldBe("web-base prod was canceled. Not as before: channel prod in cn-shanghai; the other regions are.");
    }

    [Fact]
    public void Bounded_FitsAMemo()
    {
        var error = new StepError(StepErrorKind.Permission, new('x', 1000), "grant it");
        var regions = Enumerable.Range(0, 60).Select(number => new ChannelOutcome { Region = $"ap-region-{number}", ImageId = $"m-uf6abcdefghijkl{number}", Before = ["m-1", "m-2"], State = ItemState.Failed, Error = error }).ToList();

        var result = ChannelResults.Bounded(ChannelResults.Canceled(Spec, Survey("1"), regions, [.. regions.Select(region => new Leftover(region.Region, "channel prod", error))]));

        JsonSerializer.SerializeToUtf8Bytes(result, ContractJson.Options).Length.ShouldBeLessThan(3 * 1024);
    }

    private static ChannelSurvey Survey(string from) => new("1", [], from.Split(' ', StringSplitOptions.RemoveEmptyEntries), ["not checked"], []);

    private static IReadOnlyList<ChannelOutcome> Regions(string images, ItemState state) =>
        [.. images.Split(' ').Select((image, number) => new ChannelOutcome { Region = $"region-{number}", ImageId = image == "-" ? null : image, State = state })];
}
