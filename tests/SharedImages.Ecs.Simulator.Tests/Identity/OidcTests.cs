namespace SharedImages.Ecs.Simulator.Tests;

public sealed class OidcTests : RoleTest
{
    private const string Provider = $"acs:ram::{SimulatorWorld.PublisherAccount}:oidc-provider/cluster";

    private protected override WorldRole Role => base.Role with { OidcTokens = ["token-1"] };

    [Fact]
    public async Task A_token_opens_the_role_without_any_signature_and_stays_out_of_the_journal()
    {
        var reply = await Assume(Provider, "token-1");

        var identity = (await CallerOf(reply).Call("GetCallerIdentity")).Body;
        identity["Arn"]!.GetValue<string>().ShouldBe($"acs:ram::{SimulatorWorld.PublisherAccount}:assumed-role/sharer/pod");
        State.Requests[0].Parameters.Keys.Order().ShouldBe(["OIDCProviderArn", "RoleArn", "RoleSessionName"]);
    }

    [Fact]
    public async Task A_call_by_headers_needs_no_signature_either()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Simulator.Endpoint) { Content = Form(Provider, "token-1") };
        request.Headers.Add("x-acs-action", "AssumeRoleWithOIDC");
        request.Headers.Add("x-acs-version", "2015-04-01");
        request.Headers.Add("accept", "application/json");

        var reply = await Us.Send(request);

        reply.ShouldBe(200, "OK");
        reply.Xml.ShouldBeNull();
    }

    [Fact]
    public async Task Another_token_is_refused() =>
        (await Assume(Provider, "token-2")).ShouldBe(400, "AuthenticationFail.OIDCToken.Invalid");

    [Fact]
    public async Task A_provider_of_another_account_is_refused() =>
        (await Assume($"acs:ram::{SimulatorWorld.OurAccount}:oidc-provider/cluster", "token-1")).ShouldBe(403, "NoPermission");

    [Fact]
    public async Task A_missing_token_is_missing() =>
        (await Assume(Provider, "")).ShouldBe(400, "MissingParameter");

    private async Task<Reply> Assume(string provider, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Simulator.Endpoint, "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON&Timestamp=2026-11-24T08%3A00%3A00Z&SignatureNonce=n"))
        {
            Content = Form(provider, token),
        };
        return await Us.Send(request);
    }

    private static FormUrlEncodedContent Form(string provider, string token) => new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RoleArn"] = RoleArn,
        ["OIDCProviderArn"] = provider,
        ["OIDCToken"] = token,
        ["RoleSessionName"] = "pod",
    });
}
