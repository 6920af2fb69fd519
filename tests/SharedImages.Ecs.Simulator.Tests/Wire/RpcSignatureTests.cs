namespace SharedImages.Ecs.Simulator.Tests;

public sealed class RpcSignatureTests : SimulatorTest
{
    private static readonly CallOptions Honest = new("DescribeRegions") { Rpc = true };

    public static TheoryData<string, bool> Forms { get; } = new()
    {
        { "GET", false },
        { "POST", false },
        { "POST", true },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_right_signature_is_taken_by_query_and_by_form(string method, bool form)
    {
        var options = Honest with { Action = "DescribeImages", Version = "2014-05-26", Method = new HttpMethod(method), Form = form };

        var reply = await Us.Try(options, ("RegionId", Hangzhou), ("ImageName", "a b*(c)~'ü中/+=&?%41"), ("Format", "JSON"));

        reply.ShouldBe(200, "OK");
        State.Requests[^1].Parameters.Keys.Order().ShouldBe(["ImageName", "RegionId"]);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_the_answer_echoes_what_was_signed()
    {
        var reply = await Us.Try(Honest with { Secret = "wrong" });

        reply.ShouldBe(400, "SignatureDoesNotMatch");
        reply.Body["Message"]!.GetValue<string>().ShouldContain("server string to sign is:POST&%2F&AccessKeyId%3D");
    }

    [Fact]
    public async Task A_parameter_that_was_not_signed_is_refused() =>
        (await Us.Try(Honest with { AddedToQuery = "&RegionId=cn-hangzhou" })).ShouldBe(400, "SignatureDoesNotMatch");

    [Fact]
    public async Task An_unknown_key_is_refused() =>
        (await Us.Try(Honest with { KeyId = "LTAIunknown" })).ShouldBe(404, "InvalidAccessKeyId.NotFound");

    [Theory]
    [InlineData("SignatureMethod", "HMAC-SHA256", "IncompleteSignature")]
    [InlineData("SignatureMethod", "", "IncompleteSignature")]
    [InlineData("SignatureVersion", "2.0", "IncompleteSignature")]
    [InlineData("SignatureNonce", "", "MissingParameter")]
    [InlineData("Signature", "", "MissingParameter")]
    [InlineData("AccessKeyId", "", "MissingParameter")]
    [InlineData("Timestamp", "", "MissingParameter")]
    public async Task What_is_no_whole_signature_is_refused(string parameter, string value, string code) =>
        (await Us.Try(Honest, (parameter, value))).ShouldBe(400, code);

    [Theory]
    [InlineData(-900, "OK")]
    [InlineData(-901, "InvalidTimeStamp.Expired")]
    [InlineData(901, "InvalidTimeStamp.Expired")]
    public async Task A_clock_may_be_off_by_a_quarter_of_an_hour(int seconds, string code) =>
        (await Us.Try(Honest with { ClockOff = TimeSpan.FromSeconds(seconds) })).Code.ShouldBe(code);

    [Fact]
    public async Task A_time_of_another_form_is_refused() =>
        (await Us.Try(Honest with { Date = "2026-11-24 08:00:00Z" })).ShouldBe(400, "InvalidTimeStamp.Format");

    [Fact]
    public async Task A_nonce_is_taken_once_by_whichever_signature()
    {
        (await Us.Try(Honest with { Nonce = "n-1" })).ShouldBe(200, "OK");
        (await Us.Try(Honest with { Nonce = "n-1" })).ShouldBe(400, "SignatureNonceUsed");
        (await Us.Try(Honest with { Nonce = "n-1", Rpc = false })).ShouldBe(400, "SignatureNonceUsed");
    }

    [Fact]
    public async Task A_call_again_with_its_token_is_the_same_call_although_nonce_and_signature_are_new()
    {
        var copy = new CallOptions("CopyImage") { Rpc = true };
        (string, object)[] parameters = [("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("DestinationRegionId", Hangzhou), ("DestinationImageName", "copy"), ("ClientToken", "t")];

        var first = await Us.Try(copy, parameters);
        var byOtherSignature = await Us.Try(copy with { Rpc = false }, parameters);
        var again = await Us.Try(copy, parameters);

        first.ShouldBe(200, "OK");
        (again.ImageId, byOtherSignature.ImageId).ShouldBe((first.ImageId, first.ImageId));
    }
}
