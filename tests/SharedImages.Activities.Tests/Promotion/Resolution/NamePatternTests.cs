using System.Text.RegularExpressions;
using CsCheck;

namespace SharedImages.Activities.Tests;

public sealed class NamePatternTests
{
    private static readonly Gen<string> Short = Gen.Char["ab*."].Array[0, 8].Select(characters => new string(characters));

    [Theory]
    [InlineData("web-base-*", "web-base-2026.11.24", true)]
    [InlineData("web-base-*", "web-base-", true)]
    [InlineData("web-base-*", "web-base", false)]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxbyyc-", false)]
    [InlineData("web.base", "webxbase", false)]
    [InlineData("WEB*", "web-base", false)]
    public void Matches_Table(string pattern, string name, bool expected) => NamePattern.Matches(pattern, name).ShouldBe(expected);

    [Fact]
    public void Matches_AnyPatternAndName_AsARegularExpressionDoes() => Gen.Select(Short, Short).Sample((pattern, name) =>
    {
        var expected = Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}\\z", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        NamePattern.Matches(pattern, name).ShouldBe(expected);
    });
}
