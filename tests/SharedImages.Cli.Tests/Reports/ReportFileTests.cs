namespace SharedImages.Cli.Tests;

[Collection(ProgramRun.Collection)]
public sealed class ReportFileTests : IDisposable
{
    private const string Spec = """
        apiVersion: sharedimages/v1
        kind: Promotion
        name: web-base
        version: "1"
        source: { region: cn-hangzhou, owner: "2000000000000002", imageId: m-bp1webbaseplain00001 }
        targets: [{ region: cn-shanghai }]
        image: { name: "web-base-1", description: Hardened web base, family: web-base }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sharedimages-report-");

    private string Page => Path.Combine(folder.FullName, "report.html");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task ARehearsal_WritesItsReport_WhichOnlyItsOwnerReads_AndReplacesItWithAWord()
    {
        var spec = Path.Combine(folder.FullName, "spec.yaml");
        await File.WriteAllTextAsync(spec, Spec, TestContext.Current.CancellationToken);

        var first = await ProgramRun.OfAsync("rehearse", spec, "--report", Page);
        var second = await ProgramRun.OfAsync("rehearse", spec, "--report", Page);

        (first.ExitCode, second.ExitCode).ShouldBe((ExitCode.Done, ExitCode.Done));
        first.Errors.ShouldContain($"The report is in {Page}.");
        second.Errors.ShouldContain($"The report is in {Page}, in place of the one that was there.");
        var page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        page.ShouldContain("<h1>promote/web-base/1 <b class=\"good\">completed</b></h1>");
        page.ShouldContain("A rehearsal against a simulated ECS");
        page.ShouldContain("<span>cn-shanghai</span>");
        page.ShouldContain("1 of 1 regions done");
        page.ShouldContain("<td>CopyImage<td>2<td>0<td>");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Page).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task AnotherFile_IsNotWrittenOver()
    {
        await File.WriteAllTextAsync(Page, "mine", TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<CommandException>(() => ReportFile.WriteAsync(Page, "page", TestContext.Current.CancellationToken));

        refused.Message.ShouldBe($"{Page} is there and is no report, so it is not written over; give another file, or remove it first");
        (await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public async Task APlaceThatCannotBeWritten_IsSaid() =>
        (await Should.ThrowAsync<CommandException>(() => ReportFile.WriteAsync(Path.Combine(folder.FullName, "no", "such.html"), "page", TestContext.Current.CancellationToken)))
            .Message.ShouldContain("cannot be written");

    [Theory]
    [InlineData("promote/web-base/2026.11.24", "promote-web-base-2026.11.24.html")]
    [InlineData("refresh/..", "refresh-...html")]
    public void AFileThatIsNotNamed_HasTheNameOfItsRun(string workflowId, string name) => ReportFile.NameOf(workflowId).ShouldBe(name);
}
