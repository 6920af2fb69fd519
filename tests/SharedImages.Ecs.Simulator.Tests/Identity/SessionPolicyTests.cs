namespace SharedImages.Ecs.Simulator.Tests;

public sealed class SessionPolicyTests : RoleTest
{
    private protected override WorldRole Role => base.Role with { Policy = new WorldPolicy { Allow = [new WorldStatement { Actions = ["ecs:Describe*"] }] } };

    [Fact]
    public async Task A_session_may_do_what_both_its_role_and_its_policy_allow()
    {
        var session = CallerOf(await Assume(("Policy", Policy("""{"Effect":"Allow","Action":"*","Resource":"acs:ecs:cn-hangzhou:*:*"},{"Effect":"Deny","Action":["ecs:DescribeSnapshots"],"Resource":["*"]}"""))));

        (await session.Try("DescribeImages", ("RegionId", Hangzhou))).ShouldBe(200, "OK");
        Denial(await session.Try("DescribeImages", ("RegionId", Shanghai))).ShouldBe(("SessionPolicy", "ImplicitDeny"));
        Denial(await session.Try("DescribeSnapshots", ("RegionId", Hangzhou))).ShouldBe(("SessionPolicy", "ExplicitDeny"));
        Denial(await session.Try("DeleteImage", ("RegionId", Hangzhou), ("ImageId", SimulatorWorld.PlainImageId))).ShouldBe(("AccountLevelIdentityBasedPolicy", "ImplicitDeny"));
    }

    [Theory]
    [InlineData("""{"Version":"1","Statement":[]}""")]
    [InlineData("""{"Version":"2","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Permit","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":[1],"Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"acs:ecs:*:*:image/m-1"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}]}""")]
    [InlineData("""{"Version":"1","Statement":[null]}""")]
    [InlineData("null")]
    public async Task What_cannot_be_enforced_is_refused(string policy) =>
        (await Assume(("Policy", policy))).ShouldBe(400, "InvalidParameter.PolicyGrammar");

    private static string Policy(string statements) => $$"""{"Version":"1","Statement":[{{statements}}]}""";

    private static (string PolicyType, string NoPermissionType) Denial(Reply reply)
    {
        reply.ShouldBe(403, "Forbidden.RAM");
        var detail = reply.Body["AccessDeniedDetail"]!;
        return (detail["PolicyType"]!.GetValue<string>(), detail["NoPermissionType"]!.GetValue<string>());
    }
}
