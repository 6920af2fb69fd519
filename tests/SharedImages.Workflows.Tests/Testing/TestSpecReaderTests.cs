using System.Text;
using System.Text.Json;

namespace SharedImages.Workflows.Tests;

public sealed class TestSpecReaderTests
{
    [Fact]
    public void EveryField_IsRead()
    {
        var test = Valid("""{"readyWithin":"5m","commands":[{"run":"systemctl is-active web","output":"active","exitCode":3,"timeout":"30s"},{"run":"true"}]}""")!;

        test.ReadyWithin.ShouldBe(TimeSpan.FromMinutes(5));
        test.Commands.ShouldBe([new("systemctl is-active web", "active", 3, TimeSpan.FromSeconds(30)), new("true", null, 0, TimeSpan.FromMinutes(1))]);
    }

    [Fact]
    public void WithoutFields_TheAgentAloneIsAskedFor()
    {
        var test = Valid("{}")!;

        test.ReadyWithin.ShouldBe(TimeSpan.FromMinutes(5));
        test.Commands.ShouldBeEmpty();
    }

    [Fact]
    public void NotGiven_ThereIsNoTest() => Valid("null").ShouldBeNull();

    [Fact]
    public void ATest_IsReadFromWhatItIsWrittenAs()
    {
        var test = new TestSpec(TimeSpan.FromSeconds(90), [new("true", "yes", 1, TimeSpan.FromHours(1))]);
        var read = Valid(JsonSerializer.Serialize(test, ContractJson.Options))!;

        read.ReadyWithin.ShouldBe(test.ReadyWithin);
        read.Commands.ShouldBe(test.Commands);
        JsonSerializer.Serialize(test, ContractJson.Options).ShouldBe("""{"readyWithin":"90s","commands":[{"run":"true","output":"yes","exitCode":1,"timeout":"1h"}]}""");
    }

    [Theory]
    [InlineData("""{"readyWithin":"10s"}""", "1:24: test.readyWithin: '10s' is not a duration that is possible here; use a number and a unit, from 30s to 1h, such as 5m")]
    [InlineData("""{"readyWithin":300}""", "1:24: test.readyWithin: the number 300 instead of text; put it in quotes: \"300\"")]
    [InlineData("""{"commands":"true"}""", "1:21: test.commands: the text 'true' instead of a list; give a list of commands: - run: systemctl is-active web")]
    [InlineData("""{"commands":[{}]}""", "1:22: test.commands[0].run: missing; use one line of 1 to 4096 characters")]
    [InlineData("""{"commands":[{"run":"a\nb"}]}""", "1:29: test.commands[0].run: 'a?b' holds the control character U+000A; remove it: text is one line of characters that can be seen")]
    [InlineData("""{"commands":[{"run":"a","exitCode":256}]}""", "1:44: test.commands[0].exitCode: the number 256 is out of bounds; give a whole number from 0 to 255")]
    [InlineData("""{"commands":[{"run":"a","exitCode":"0"}]}""", "1:44: test.commands[0].exitCode: the text '0' instead of a number; give a whole number from 0 to 255")]
    [InlineData("""{"commands":[{"run":"a","exitCode":1.5}]}""", "1:44: test.commands[0].exitCode: the number 1.5 is out of bounds; give a whole number from 0 to 255")]
    [InlineData("""{"commands":[{"run":"a","timeout":"5s"}]}""", "1:43: test.commands[0].timeout: '5s' is not a duration that is possible here; use a number and a unit, from 10s to 1h, such as 1m")]
    [InlineData("""{"commands":[{"run":"a","output":""}]}""", "1:42: test.commands[0].output: '' is not a piece of output; use 1 to 256 characters")]
    [InlineData("""{"comands":[]}""", "1:10: test.comands: unknown field; did you mean commands?")]
    public void AnythingElse_IsAnErrorInItsPlace(string json, string expected) => Read(json).Errors.Select(error => error.ToString()).ShouldBe([expected]);

    [Fact]
    public void MoreCommandsThanTwenty_AreRefused() =>
        Read($$"""{"commands":[{{string.Join(',', Enumerable.Repeat("""{"run":"true"}""", 21))}}]}""").Errors.ShouldHaveSingleItem().ToString().ShouldBe("1:21: test.commands: 21 commands; give at most 20");

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("90s", 90)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604800)]
    [InlineData("99999999d", null)]
    [InlineData("1.5m", null)]
    [InlineData("m", null)]
    [InlineData("5", null)]
    [InlineData("-5m", null)]
    [InlineData("5 m", null)]
    public void Durations_AreAWholeNumberAndAUnit(string text, int? seconds) => SpecDurations.Parse(text)?.TotalSeconds.ShouldBe(seconds ?? -1);

    [Theory]
    [InlineData(30, "30s")]
    [InlineData(300, "5m")]
    [InlineData(7200, "2h")]
    [InlineData(172800, "2d")]
    [InlineData(5400, "90m")]
    public void Durations_AreWrittenInTheLargestUnit(int seconds, string text)
    {
        SpecDurations.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
        SpecDurations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static TestSpec? Valid(string json)
    {
        var (test, errors) = Read(json);
        errors.ShouldBeEmpty();
        return test;
    }

    private static (TestSpec? Test, IReadOnlyList<SpecError> Errors) Read(string json)
    {
        var errors = new SpecErrors();
        var root = JsonSpecNodes.Parse(Encoding.UTF8.GetBytes($$"""{"test":{{json}}}""")).Root!;
        var test = TestSpecReader.Read(errors, SpecFields.Of(errors, "", root, "test")!);
        return (test, errors.Sorted());
    }
}
