using SharedImages.Workflows;

namespace SharedImages.Cli.Tests;

public sealed class PlanFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sharedimages-plans-").FullName;

    private string Path => System.IO.Path.Combine(folder, "plan.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task APlan_IsWrittenForItsOwner_AndReadForItsSpec()
    {
        PlanFile.Write(Path, Plan());

        (await ReadAsync()).Items.ShouldHaveSingleItem().Route.ShouldBe(PlanRoute.Copy);
        Directory.GetFiles(folder).ShouldBe([Path]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task AnotherOperationsPlan_IsRefused()
    {
        PlanFile.Write(Path, Plan() with { Version = "2" });

        (await RefusedAsync()).ShouldBe($"{Path} cannot be run: it is the plan of the promotion web-base 2, not of the promotion web-base 2026.11.24; plan again.");
    }

    [Fact]
    public async Task APlanOfAnotherSpec_IsRefused()
    {
        PlanFile.Write(Path, Plan() with { Digest = "other" });

        (await RefusedAsync()).ShouldBe($"{Path} cannot be run: it was made of another spec: this one has changed since; plan again.");
    }

    [Fact]
    public async Task APlanThatWouldBeRefused_IsRefused()
    {
        PlanFile.Write(Path, Plan() with { Refusals = [new("trusted-owner", "not trusted")] });

        (await RefusedAsync()).ShouldBe($"{Path} cannot be run: it says that this would be refused; put that right and plan again.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("web-base")]
    [InlineData("{\"kind\":\"OperationPlan\"}")]
    [InlineData("{\"kind\":\"RehearsalReport\"}")]
    public async Task WhatIsNoPlan_IsRefused(string text)
    {
        await File.WriteAllTextAsync(Path, text, TestContext.Current.CancellationToken);

        (await RefusedAsync()).ShouldStartWith($"{Path} cannot be run: it ");
    }

    [Fact]
    public async Task AnEndlessFile_IsNotReadToItsEnd()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no endless file");

        (await Should.ThrowAsync<CommandException>(() => PlanFile.ReadAsync("/dev/zero", Spec(), TestContext.Current.CancellationToken))).Message.ShouldContain("more than 1048576 bytes");
    }

    [Fact]
    public void AFolderThatIsNotThere_IsSaid()
    {
        var path = System.IO.Path.Combine(folder, "nowhere", "plan.json");

        var refused = Should.Throw<CommandException>(() => PlanFile.Write(path, Plan()));

        (refused.ExitCode, refused.Message.Contains(path, StringComparison.Ordinal)).ShouldBe((ExitCode.InvalidInput, true));
    }

    private static PromotionSpec Spec() => (PromotionSpec)DevSpec.Read();

    private static OperationPlan Plan()
    {
        var spec = Spec();
        return new()
        {
            Operation = spec.Kind,
            Name = spec.Name,
            Version = spec.Version,
            Digest = SpecDigest.Of(spec),
            Items = [new() { Item = "cn-shanghai", Route = PlanRoute.Copy }],
        };
    }

    private Task<OperationPlan> ReadAsync() => PlanFile.ReadAsync(Path, Spec(), TestContext.Current.CancellationToken);

    private async Task<string> RefusedAsync()
    {
        var refused = await Should.ThrowAsync<CommandException>(ReadAsync);
        refused.ExitCode.ShouldBe(ExitCode.InvalidInput);
        return refused.Message;
    }
}
