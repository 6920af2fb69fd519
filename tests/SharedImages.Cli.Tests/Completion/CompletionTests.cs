namespace SharedImages.Cli.Tests;

/// <summary>What the program answers to the scripts of <c>completion</c>.</summary>
[Collection(ProgramRun.Collection)]
public sealed class CompletionTests
{
    [Theory]
    [InlineData("sharedimages prom", "promote")]
    [InlineData("sharedimages --ver", "--verbose", "--version")]
    [InlineData("sharedimages channel ", "set", "rollback", "show", "history")]
    [InlineData("sharedimages promote promotion.yaml --time", "--timeout")]
    [InlineData("sharedimages promote promotion.yaml --output ", "text", "json")]
    [InlineData("sharedimages promote promotion.yaml -o ", "text", "json")]
    [InlineData("sharedimages list --kind ", "Promotion", "Sweep")]
    [InlineData("sharedimages channel set web-base ", "dev", "stage", "prod")]
    [InlineData("sharedimages resolve web-base/1 --item x ", "retry", "retryAsNew", "continue")]
    [InlineData("sharedimages completion ", "bash", "zsh", "fish")]
    public async Task ALine_IsCompleted(string line, params string[] words)
    {
        var answer = await ProgramRun.OfAsync($"[suggest:{line.Length}]", line);

        answer.ExitCode.ShouldBe(ExitCode.Done);
        words.ShouldBeSubsetOf(answer.Output);
        var begun = line[(line.LastIndexOf(' ') + 1)..];
        answer.Output.ShouldAllBe(word => word.StartsWith(begun, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sharedimages 'x y")]
    [InlineData("sharedimages \"$(id)\u001b[2J ")]
    [InlineData("@file ")]
    public async Task AHostileLine_DoesNoHarm(string line)
    {
        var answer = await ProgramRun.OfAsync($"[suggest:{line.Length}]", line);

        answer.ExitCode.ShouldBe(ExitCode.Done);
        answer.Output.ShouldAllBe(word => !word.Contains('\u001b'));
    }

    [Fact]
    public async Task Scripts_ArePrintedAsTheyAre()
    {
        foreach (var (shell, script) in CompletionScripts.All)
        {
            (await ProgramRun.OfAsync("completion", shell)).Output.ShouldBe(script.Split('\n'));
        }
    }
}
