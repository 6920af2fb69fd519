namespace SharedImages.Cli.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("copy", "copy")]
    [InlineData("acs.images/prod", "acs.images/prod")]
    [InlineData("resolve source", "\"resolve source\"")]
    [InlineData("", "''")]
    [InlineData("$(id)", "'$(id)'")]
    [InlineData("it's `id`", """'it'\''s `id`'""")]
    [InlineData("a\nb", "'a\nb'")]
    public void Argument_IsOneWordToAShell(string text, string word) => Words.Argument(text).ShouldBe(word);
}
