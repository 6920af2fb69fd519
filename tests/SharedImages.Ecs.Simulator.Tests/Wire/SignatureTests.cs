namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SignatureTests : SimulatorTest
{
    private static readonly CallOptions Honest = new("DescribeRegions");

    [Fact]
    public async Task A_right_signature_is_taken_whatever_has_to_be_encoded()
    {
        var reply = await Us.Try("DescribeImages", ("RegionId", Hangzhou), ("ImageName", "a b*(c)~'ü中/+=&?%41"), ("Tag.1.Key", "k"), ("Tag.1.Value", ""));

        reply.ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_the_answer_echoes_what_was_signed()
    {
        var reply = await Us.Try(Honest with { Secret = "wrong" });

        reply.ShouldBe(400, "SignatureDoesNotMatch");
        reply.Body["Message"]!.GetValue<string>().ShouldContain("x-acs-action:DescribeRegions");
    }

    [Fact]
    public async Task A_parameter_that_was_not_signed_is_refused() =>
        (await Us.Try(Honest with { AddedToQuery = "&RegionId=cn-hangzhou" })).ShouldBe(400, "SignatureDoesNotMatch");

    [Fact]
    public async Task A_body_that_is_not_the_declared_one_is_refused() =>
        (await Us.Try(Honest with { DeclaredBodyHash = AcsSignature.Hash("another body") })).ShouldBe(400, "SignatureDoesNotMatch");

    [Fact]
    public async Task An_unsigned_acs_header_is_refused() =>
        (await Us.Try(Honest with { UnsignedHeader = "x-acs-something" })).ShouldBe(400, "IncompleteSignature");

    [Fact]
    public async Task An_unknown_key_is_refused() =>
        (await Us.Try(Honest with { KeyId = "LTAIunknown" })).ShouldBe(404, "InvalidAccessKeyId.NotFound");

    [Fact]
    public async Task A_security_token_with_a_permanent_key_is_refused() =>
        (await Us.Try(Honest with { SecurityToken = "token" })).ShouldBe(400, "InvalidSecurityToken.MismatchWithAccessKey");

    [Theory]
    [InlineData(-900, "OK")]
    [InlineData(-901, "InvalidTimeStamp.Expired")]
    [InlineData(900, "OK")]
    [InlineData(901, "InvalidTimeStamp.Expired")]
    public async Task A_clock_may_be_off_by_a_quarter_of_an_hour(int seconds, string code) =>
        (await Us.Try(Honest with { ClockOff = TimeSpan.FromSeconds(seconds) })).Code.ShouldBe(code);

    [Theory]
    [InlineData("2026-11-24 08:00:00Z")]
    [InlineData("2026-11-24T08:00:00+00:00")]
    [InlineData("now")]
    public async Task A_date_of_another_form_is_refused(string date) =>
        (await Us.Try(Honest with { Date = date })).ShouldBe(400, "InvalidTimeStamp.Format");

    [Fact]
    public async Task A_nonce_is_taken_once_as_long_as_the_request_would_be_in_time()
    {
        var once = Honest with { Nonce = "n-1", Date = "2026-11-24T08:15:00Z" };

        (await Us.Try(once)).ShouldBe(200, "OK");
        (await Us.Try(once)).ShouldBe(400, "SignatureNonceUsed");
        Time.Advance(TimeSpan.FromMinutes(30));
        (await Us.Try(once)).ShouldBe(400, "SignatureNonceUsed");
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Us.Try(once)).ShouldBe(400, "InvalidTimeStamp.Expired");
        (await Publisher.Try(Honest with { Nonce = "n-1" })).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task A_wrong_signature_does_not_use_up_the_nonce()
    {
        (await Us.Try(Honest with { Nonce = "n-1", Secret = "wrong" })).ShouldBe(400, "SignatureDoesNotMatch");
        (await Us.Try(Honest with { Nonce = "n-1" })).ShouldBe(200, "OK");
    }
}
