namespace SharedImages.Cli.Tests;

/// <summary>Suggested commands begin as the one did that was typed.</summary>
public sealed class InvokedTests
{
    private static readonly string[] Status = ["status", "web-base/1"];
    private static readonly string[] Built = ["/here/src/SharedImages.Cli/bin/Debug/net10.0/sharedimages", .. Status];

    [Theory]
    [InlineData("sharedimages")]
    [InlineData("./sharedimages")]
    [InlineData("/opt/shared images/sharedimages", "\"/opt/shared images/sharedimages\"")]
    [InlineData("/opt/$(id)/sharedimages", "'/opt/$(id)/sharedimages'")]
    public void Typed_IsWhatTheShellHandedOver(string typed, string? shown = null) => Invoked.Of([typed, .. Status], ["bash"], Status).ShouldBe(shown ?? typed);

    [Fact]
    public void TheProgramThroughDotnet_HasBoth() => Invoked.Of(["dotnet", "sharedimages.dll", .. Status], ["-bash"], Status).ShouldBe("dotnet sharedimages.dll");

    [Theory]
    [InlineData("dotnet run --project src/SharedImages.Cli --", "dotnet run --project src/SharedImages.Cli --")]
    [InlineData("/usr/bin/dotnet run -c Release --project src/SharedImages.Cli", "/usr/bin/dotnet run -c Release --project src/SharedImages.Cli --")]
    [InlineData("dotnet tool run sharedimages", "dotnet tool run sharedimages")]
    [InlineData("dotnet sharedimages", "dotnet sharedimages")]
    public void ThroughDotnet_ItIsWhatDotnetWasGiven(string typed, string shown) => Invoked.Of(Built, [.. typed.Split(' '), .. Status], Status).ShouldBe(shown);

    [Fact]
    public void DotnetRun_WithoutArguments_EndsWithTheSeparator() => Invoked.Of(Built[..1], ["dotnet", "run"], []).ShouldBe("dotnet run --");

    [Theory]
    [InlineData("dotnet", "run", "--", "something", "else")]
    [InlineData("dotnet", "test", "status", "web-base/1")]
    [InlineData("make", "run", "status", "web-base/1")]
    public void AParentThatDidNotPassOnTheArguments_SaysNothing(params string[] parent) => Invoked.Of(Built, parent, Status).ShouldBe(Built[0]);

    [Fact]
    public void Unknown_IsTheInstalledName()
    {
        Invoked.Of([], [], Status).ShouldBe("sharedimages");
        Invoked.Of(["sharedimages", "other"], [], Status).ShouldBe("sharedimages");
    }

    [Fact]
    public void WithoutTheSystemsHelp_AProgramInItsProjectsOutputIsRunByDotnet()
    {
        var project = Path.Combine(Checkout.Root, "src", "SharedImages.Cli");

        Invoked.Of(Path.Combine(project, "bin", "Release", "net10.0") + Path.DirectorySeparatorChar, Checkout.Root).ShouldBe("dotnet run --project src/SharedImages.Cli --");
        Invoked.Of("/opt/sharedimages/", Checkout.Root).ShouldBe("sharedimages");
    }

    [Fact]
    public void Here_ItIsThisTestRun() => Invoked.Find([.. Environment.GetCommandLineArgs().Skip(1)]).ShouldEndWith("SharedImages.Cli.Tests");
}
