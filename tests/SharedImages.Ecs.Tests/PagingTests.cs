using System.Globalization;

namespace SharedImages.Ecs.Tests;

/// <summary>Listings are read to their end (facts §2.0): by page number, or by token for snapshots.</summary>
public sealed class PagingTests : EcsClientTest
{
    private static readonly DescribeImagesRequest AllImages = new() { RegionId = Hangzhou, Status = ImageStatus.All };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(250, 3)]
    public async Task DescribeImages_AnyNumber_ReadsAllPagesAndNoMore(int images, int requests)
    {
        await using var server = new LoopbackServer(request => PageOf(images, request, sayTotal: true));

        var found = await ClientOf(server).DescribeImagesAsync(AllImages);

        found.Select(image => image.ImageId).ShouldBe(Ids(1, images));
        server.Seen.Select(request => request.Parameters["PageNumber"]).ShouldBe(Enumerable.Range(1, requests).Select(Text));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(101, 2)]
    public async Task DescribeImages_WithoutTotalCount_EndsAtTheFirstShortPage(int images, int requests)
    {
        await using var server = new LoopbackServer(request => PageOf(images, request, sayTotal: false));

        var found = await ClientOf(server).DescribeImagesAsync(AllImages);

        found.Select(image => image.ImageId).ShouldBe(Ids(1, images));
        server.Seen.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task DescribeImages_ServerWithSmallerPages_LosesNothing()
    {
        await using var server = new LoopbackServer(request => PageOf(25, request, sayTotal: true, pageSize: 10));

        var found = await ClientOf(server).DescribeImagesAsync(AllImages);

        found.Select(image => image.ImageId).ShouldBe(Ids(1, 25));
    }

    [Fact]
    public async Task DescribeImages_TotalThatIsNeverReached_GivesNoHalfList()
    {
        await using var server = LoopbackServer.Answering(
            Answer.Json("""{"TotalCount":3,"Images":{"Image":[{"ImageId":"m-1"}]}}"""),
            Answer.Json("""{"TotalCount":3,"Images":{"Image":[]}}"""));

        ShouldBeIncomplete(await Should.ThrowAsync<EcsException>(() => ClientOf(server).DescribeImagesAsync(AllImages)), "page 2 is empty after 1 of 3 entries");

        server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task DescribeImages_ImageDeletedBetweenPages_GivesNoListThatLacksAnother()
    {
        // m-1 is deleted after page 1, so that m-101 moves up to where page 1 has been.
        await using var server = new LoopbackServer(request => request.Parameters["PageNumber"] == "1"
            ? PageOf(150, request, sayTotal: true)
            : PageOf(149, request, sayTotal: true));

        ShouldBeIncomplete(
            await Should.ThrowAsync<EcsException>(() => ClientOf(server).DescribeImagesAsync(AllImages)),
            "the listing changed while its pages were read: 150 entries before page 2, 149 with it");
    }

    [Fact]
    public async Task DescribeImages_SecondPageFails_ThrowsAndGivesNoHalfList()
    {
        await using var server = LoopbackServer.Answering(
            Answer.Json("""{"TotalCount":2,"Images":{"Image":[{"ImageId":"m-1"}]}}"""),
            Answer.Json("""{"Code":"Throttling.User","Message":"Request was denied due to user flow control.","RequestId":"R"}""", 400));

        var failure = await Should.ThrowAsync<EcsException>(() => ClientOf(server).DescribeImagesAsync(AllImages));

        failure.Kind.ShouldBe(ErrorKind.Throttled);
    }

    [Fact]
    public async Task DescribeImageSharePermission_SeveralPages_ReadsAll()
    {
        await using var server = LoopbackServer.Answering(
            Answer.Json("""{"TotalCount":3,"Accounts":{"Account":[{"AliyunId":"1"},{"AliyunId":"2"}]}}"""),
            Answer.Json("""{"TotalCount":3,"Accounts":{"Account":[{"AliyunId":"3"}]}}"""));

        var shares = await ClientOf(server).DescribeImageSharePermissionAsync(new(Hangzhou, "m-1"));

        shares.Select(share => share.AliyunId).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task DescribeSnapshots_NextToken_IsFollowedUntilItIsEmpty()
    {
        await using var server = LoopbackServer.Answering(
            Answer.Json("""{"NextToken":"t1","Snapshots":{"Snapshot":[{"SnapshotId":"s-1"}]}}"""),
            Answer.Json("""{"NextToken":"t2","Snapshots":{"Snapshot":[]}}"""),
            Answer.Json("""{"NextToken":"","Snapshots":{"Snapshot":[{"SnapshotId":"s-2"}]}}"""));

        var found = await ClientOf(server).DescribeSnapshotsAsync(new(Hangzhou, ["s-1", "s-2"]));

        found.Select(snapshot => snapshot.SnapshotId).ShouldBe(["s-1", "s-2"]);
        server.Seen.Select(request => request.Parameters.GetValueOrDefault("NextToken")).ShouldBe([null, "t1", "t2"]);
        server.Seen.ShouldAllBe(request => request.Parameters["MaxResults"] == "100");
    }

    [Fact]
    public async Task DescribeSnapshots_TokenThatLeadsToItself_GivesNoHalfListAndEnds()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"NextToken":"t1","Snapshots":{"Snapshot":[{"SnapshotId":"s-1"}]}}"""));

        ShouldBeIncomplete(
            await Should.ThrowAsync<EcsException>(() => ClientOf(server).DescribeSnapshotsAsync(new(Hangzhou, ["s-1"]))),
            "the listing goes round: page 2 names itself as the next one");

        server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task DescribeSnapshots_NoIds_AsksNobody()
    {
        await using var server = LoopbackServer.Answering(Answer.Json("""{"Snapshots":{"Snapshot":[{"SnapshotId":"s-1"}]}}"""));

        (await ClientOf(server).DescribeSnapshotsAsync(new(Hangzhou, []))).ShouldBeEmpty();

        server.Seen.ShouldBeEmpty();
    }

    private static void ShouldBeIncomplete(EcsException failure, string problem)
    {
        failure.Code.ShouldBe(LocalCodes.BadAnswer);
        failure.Kind.ShouldBe(ErrorKind.Transient);
        failure.EcsMessage.ShouldBe(problem);
    }

    private static Answer PageOf(int images, SeenRequest request, bool sayTotal, int pageSize = 100)
    {
        var page = int.Parse(request.Parameters["PageNumber"], CultureInfo.InvariantCulture);
        var first = ((page - 1) * pageSize) + 1;
        var items = string.Join(',', Ids(first, Math.Clamp(images - first + 1, 0, pageSize)).Select(id => $$"""{"ImageId":"{{id}}"}"""));
        var total = sayTotal ? $"\"TotalCount\":{Text(images)}," : "";
        return Answer.Json($$$"""{{{{total}}}"Images":{"Image":[{{{items}}}]}}""");
    }

    private static IEnumerable<string> Ids(int first, int count) => Enumerable.Range(first, count).Select(number => $"m-{Text(number)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
