namespace SharedImages.Ecs.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("get-key --role release", "get-key|--role|release")]
    [InlineData("  get-key\t a\n", "get-key|a")]
    [InlineData("\"/opt/my tools/get\" 'team a' \"it's\"", "/opt/my tools/get|team a|it's")]
    [InlineData("a\"b c\"d ''", "ab cd|")]
    [InlineData("get $HOME; rm * > y `z` \\n", "get|$HOME;|rm|*|>|y|`z`|\\n")]
    [InlineData("", "")]
    public void Split_HoldsTogetherWhatIsQuoted(string command, string arguments)
    {
        var split = CommandLine.Split(command).ShouldNotBeNull();

        string.Join('|', split).ShouldBe(arguments);
    }

    [Theory]
    [InlineData("a 'b")]
    [InlineData("\"")]
    public void Split_OpenQuote_IsNone(string command) => CommandLine.Split(command).ShouldBeNull();
}
