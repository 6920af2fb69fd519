using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class SharingRequestTests
{
    [Theory]
    [InlineData("promote/web-base/1")]
    [InlineData("web-base/1")]
    public void OfPromotion_HasItsNameAndVersion(string text)
    {
        var spec = (SharingSpec)SharingRequest.OfPromotion(text, ["3"], ["5"], confirmed: true);

        OperationKinds.Of(spec).WorkflowId(spec.Name, spec.Version).ShouldBe("share/web-base/1");
        spec.Images.ShouldBe([new("web-base/1", null, null, null)]);
        (string.Join(' ', spec.Add), string.Join(' ', spec.Remove), spec.Confirmed).ShouldBe(("3", "5", true));
    }

    [Fact]
    public void OfPromotion_AFile_IsRefused() =>
        Should.Throw<CommandException>(() => SharingRequest.OfPromotion("spec.yaml", ["3"], [], confirmed: false))
            .Lines.ShouldBe(["spec.yaml is not a promotion; give its id, such as promote/NAME/VERSION, or leave --with out for a spec."]);

    [Fact]
    public void OfPromotion_AnAccountTwice_IsRefusedAsInASpec() =>
        Should.Throw<CommandException>(() => SharingRequest.OfPromotion("web-base/1", ["3", "3"], [], confirmed: false))
            .Lines.ShouldHaveSingleItem().ShouldStartWith("add[1]: 3 is given twice, first as add[0]");
}
