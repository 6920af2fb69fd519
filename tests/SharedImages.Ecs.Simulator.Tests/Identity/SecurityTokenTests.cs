namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SecurityTokenTests : RoleTest
{
    private static readonly CallOptions Honest = new("DescribeRegions");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_temporary_key_works_with_its_token_until_it_expires(bool rpc)
    {
        var temporary = CallerOf(await Assume(("DurationSeconds", 900)));
        var call = Honest with { Rpc = rpc };

        (await temporary.Try(call)).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(899));
        (await temporary.Try(call)).ShouldBe(200, "OK");
        Time.Advance(TimeSpan.FromSeconds(1));
        (await temporary.Try(call)).ShouldBe(400, "InvalidSecurityToken.Expired");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_temporary_key_without_its_token_is_none(bool rpc)
    {
        var temporary = CallerOf(await Assume());
        var other = (await Assume()).Body["Credentials"]!["SecurityToken"]!.GetValue<string>();
        var call = Honest with { Rpc = rpc };

        (await temporary.Try(call with { SecurityToken = "" })).ShouldBe(400, "MissingSecurityToken");
        (await temporary.Try(call with { SecurityToken = "nonsense" })).ShouldBe(400, "InvalidSecurityToken.Malformed");
        (await temporary.Try(call with { SecurityToken = other })).ShouldBe(400, "InvalidSecurityToken.MismatchWithAccessKey");
        (await Us.Try(call with { SecurityToken = other })).ShouldBe(400, "InvalidSecurityToken.MismatchWithAccessKey");
        (await temporary.Try(call with { Secret = "wrong" })).ShouldBe(400, "SignatureDoesNotMatch");
        (await temporary.Try(call)).ShouldBe(200, "OK");
    }

    [Fact]
    public async Task An_expired_key_is_forgotten_in_the_end()
    {
        var temporary = CallerOf(await Assume());

        Time.Advance(TimeSpan.FromHours(13));
        (await temporary.Try(Honest)).ShouldBe(400, "InvalidSecurityToken.Expired");
        Time.Advance(TimeSpan.FromSeconds(1));
        await Assume();

        (await temporary.Try(Honest)).ShouldBe(404, "InvalidAccessKeyId.NotFound");
    }
}
