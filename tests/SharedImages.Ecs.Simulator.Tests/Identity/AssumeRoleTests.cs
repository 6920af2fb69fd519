namespace SharedImages.Ecs.Simulator.Tests;

public sealed class AssumeRoleTests : RoleTest
{
    private protected override WorldRole Role => base.Role with { MaxSession = TimeSpan.FromHours(2) };

    [Fact]
    public async Task A_user_of_a_trusted_account_gets_temporary_keys_with_their_end()
    {
        var reply = await Assume();

        reply.ShouldBe(200, "OK");
        var credentials = reply.Body["Credentials"]!;
        credentials["AccessKeyId"]!.GetValue<string>().ShouldStartWith("STS.");
        credentials["Expiration"]!.GetValue<string>().ShouldBe("2026-11-24T09:00:00Z");
        var user = reply.Body["AssumedRoleUser"]!;
        user["Arn"]!.GetValue<string>().ShouldBe($"{RoleArn}/run-1");
        user["AssumedRoleId"]!.GetValue<string>().ShouldEndWith(":run-1");
    }

    [Fact]
    public async Task Every_session_has_its_own_keys()
    {
        var first = (await Assume()).Body["Credentials"]!;
        var second = (await Assume()).Body["Credentials"]!;

        foreach (var field in new[] { "AccessKeyId", "AccessKeySecret", "SecurityToken" })
        {
            second[field]!.GetValue<string>().ShouldNotBe(first[field]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task The_keys_act_for_the_account_of_the_role()
    {
        var sharer = CallerOf(await Assume());

        (await sharer.Try("ModifyImageSharePermission", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId), ("AddAccount.1", SimulatorWorld.ConsumerAccount))).ShouldBe(200, "OK");

        State.Shares(SimulatorWorld.PlainImageId).ShouldContain(SimulatorWorld.ConsumerAccount);
        var request = State.Requests[^1];
        (request.Account, request.Caller).ShouldBe((SimulatorWorld.PublisherAccount, $"acs:ram::{SimulatorWorld.PublisherAccount}:assumed-role/sharer/run-1"));
    }

    [Fact]
    public async Task An_account_itself_may_assume_no_role()
    {
        var reply = await Us.Try("AssumeRole", ("RoleArn", RoleArn), ("RoleSessionName", "run-1"));

        reply.ShouldBe(403, "NoPermission");
        reply.Body["Recommend"]!.GetValue<string>().ShouldStartWith("https://api.aliyun.com/troubleshoot?q=NoPermission&product=Sts&requestId=");
    }

    [Fact]
    public async Task A_role_of_an_account_that_is_not_trusted_may_not_assume_the_next() =>
        (await CallerOf(await Assume()).Try("AssumeRole", ("RoleArn", RoleArn), ("RoleSessionName", "run-2"))).ShouldBe(403, "NoPermission");

    [Theory]
    [InlineData("RoleArn", "", 400, "MissingParameter")]
    [InlineData("RoleArn", "acs:ram::2000000000000002:user/sharer", 400, "InvalidParameter.RoleArn")]
    [InlineData("RoleArn", "acs:ram::2000000000000002:role/nobody", 404, "EntityNotExist.Role")]
    [InlineData("RoleSessionName", "", 400, "MissingParameter")]
    [InlineData("RoleSessionName", "x", 400, "InvalidParameter.RoleSessionName")]
    [InlineData("RoleSessionName", "a b", 400, "InvalidParameter.RoleSessionName")]
    [InlineData("RoleSessionName", "a.b@c_d-e", 200, "OK")]
    [InlineData("DurationSeconds", "899", 400, "InvalidParameter.DurationSeconds")]
    [InlineData("DurationSeconds", "900", 200, "OK")]
    [InlineData("DurationSeconds", "7200", 200, "OK")]
    [InlineData("DurationSeconds", "7201", 400, "InvalidParameter.DurationSeconds")]
    [InlineData("DurationSeconds", "soon", 400, "InvalidParameter.DurationSeconds")]
    [InlineData("Policy", "all", 400, "InvalidParameter.PolicyGrammar")]
    [InlineData("Policy", "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}", 200, "OK")]
    [InlineData("ExternalId", "x", 400, "InvalidParameter.ExternalId")]
    [InlineData("ExternalId", "not-asked-for", 200, "OK")]
    public async Task Its_parameters_have_their_limits(string parameter, string value, int httpStatus, string code)
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal) { ["RoleArn"] = RoleArn, ["RoleSessionName"] = "run-1", [parameter] = value };

        (await User.Try("AssumeRole", [.. parameters.Select(pair => (pair.Key, pair.Value))])).ShouldBe(httpStatus, code);
    }

    [Fact]
    public async Task A_policy_has_2048_characters_at_most() =>
        (await Assume(("Policy", $"{{\"Version\":\"{new string('1', 2048)}\"}}"))).ShouldBe(400, "InvalidParameter.PolicyGrammar");
}
