namespace SharedImages.Ecs.Tests;

public sealed class DefaultCredentialsProviderTests : CredentialsTest
{
    [Fact]
    public async Task NothingOnTheMachine_NamesEachPlaceInOrder() => (await FailureOf(Provider)).EcsMessage.ShouldBe(
        "no credentials; tried environment: not set in the environment of this process: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET"
        + "; OIDC role: not set in the environment of this process: ALIBABA_CLOUD_ROLE_ARN and ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE"
        + $"; CLI profile: there is no {CliFile}"
        + $"; INI profile: there is no {IniFile}"
        + $"; ECS RAM role: the ECS metadata service at {NoMetadata.Endpoint.Authority} cannot be connected to"
        + "; credentials URI: not set in the environment of this process: ALIBABA_CLOUD_CREDENTIALS_URI"
        + ". Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give one of the others what it lacks");
}
