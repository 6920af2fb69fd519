namespace SharedImages.Ecs.Tests;

public sealed class ClockReadingTests : EcsClientTest
{
    private const string Image = """{"ImageId":"m-1","RequestId":"R-1"}""";
    private const string Expired = """{"Code":"InvalidTimeStamp.Expired","Message":"Specified time stamp or date value is expired.","RequestId":"R-1"}""";
    private const string Date = "Date: Tue, 24 Nov 2026 01:20:00 GMT";

    private readonly List<ClockReading> read = [];

    [Theory]
    [InlineData(200, Image)]
    [InlineData(400, Expired)]
    [InlineData(503, "no JSON")]
    public async Task Any_answer_with_a_date_tells_both_clocks(int status, string body)
    {
        await CallAsync(Answer.Json(body, status, Date));

        var clocks = read.ShouldHaveSingleItem();
        clocks.ShouldBe(new(Time.GetUtcNow(), new(2026, 11, 24, 1, 20, 0, TimeSpan.Zero)));
        clocks.Difference.ShouldBe(-new TimeSpan(0, 17, 57));
    }

    [Theory]
    [InlineData("Date: yesterday")]
    [InlineData("Date:")]
    [InlineData("X-Date: Tue, 24 Nov 2026 01:20:00 GMT")]
    public async Task No_date_is_no_trouble(string header)
    {
        (await CallAsync(Answer.Json(Image, 200, header))).ShouldBeNull();

        read.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_dates_are_no_trouble() => (await CallAsync(Answer.Json(Image, 200, Date, Date))).ShouldBeNull();

    [Fact]
    public async Task A_signature_that_is_refused_for_its_time_names_both_clocks()
    {
        var failure = (await CallAsync(Answer.Json(Expired, 400, Date))).ShouldNotBeNull();

        failure.Kind.ShouldBe(ErrorKind.Credentials);
        failure.Clocks.ShouldBe(read.Single());
        failure.EcsMessage.ShouldBe("Specified time stamp or date value is expired: our clock says 2026-11-24 01:02:03Z, ECS's 2026-11-24 01:20:00Z");
    }

    [Fact]
    public async Task A_signature_that_is_refused_for_its_time_by_an_answer_without_a_date_names_none()
    {
        var failure = (await CallAsync(Answer.Json(Expired, 400))).ShouldNotBeNull();

        failure.Clocks.ShouldBeNull();
        failure.EcsMessage.ShouldBe("Specified time stamp or date value is expired.");
    }

    [Fact]
    public async Task Any_other_refusal_has_no_clocks() =>
        (await CallAsync(Answer.Json("""{"Code":"Forbidden.RAM","Message":"No.","RequestId":"R-1"}""", 403, Date))).ShouldNotBeNull().Clocks.ShouldBeNull();

    private async Task<EcsException?> CallAsync(Answer answer)
    {
        await using var server = LoopbackServer.Answering(answer);
        try
        {
            await ClientOf(new EcsClientOptions { Endpoint = server.Endpoint, ClocksRead = read.Add }).CopyImageAsync(Copy);
            return null;
        }
        catch (EcsException failure)
        {
            return failure;
        }
    }
}
