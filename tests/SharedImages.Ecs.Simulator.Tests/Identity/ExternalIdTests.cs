namespace SharedImages.Ecs.Simulator.Tests;

public sealed class ExternalIdTests : RoleTest
{
    private protected override WorldRole Role => base.Role with { ExternalId = "shared-images" };

    [Fact]
    public async Task A_role_that_wants_an_external_id_wants_the_right_one()
    {
        (await Assume()).ShouldBe(403, "NoPermission");
        (await Assume(("ExternalId", "else"))).ShouldBe(403, "NoPermission");
        (await Assume(("ExternalId", "shared-images"))).ShouldBe(200, "OK");
    }
}
