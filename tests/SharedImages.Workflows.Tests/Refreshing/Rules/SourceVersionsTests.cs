using System.Globalization;
using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class SourceVersionsTests
{
    [Theory]
    [InlineData("web-base-*", "web-base-2026.11.24", "2026.11.24")]
    [InlineData("*-web-base", "7-web-base", "7")]
    [InlineData("web-*-base", "web-2026_1-base", "2026_1")]
    [InlineData("*", "v7", "v7")]
    [InlineData("web-base-*", "web-base-", null)]
    [InlineData("web-base-*", "web-base", null)]
    [InlineData("web-*-base", "web-base", null)]
    [InlineData("web-base-*", "web-base--7", null)]
    [InlineData("web-base-*", "web-base-2026:11", null)]
    [InlineData("web-base-*", "web-base-二", null)]
    [InlineData("web-base-*", "web-base-1234567890123456789012345678901234567890123456789012345678901234", "1234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("web-base-*", "web-base-12345678901234567890123456789012345678901234567890123456789012345", null)]
    [InlineData("web-base", "web-base", null)]
    public void Matched_IsWhatTheStarStandsFor(string pattern, string name, string? version) =>
        SourceVersions.Of(VersionFrom.Matched, pattern, name, DateTimeOffset.UnixEpoch).ShouldBe(version);

    [Theory]
    [InlineData("2026-11-24T09:30:59Z", "2026.11.24-0930")]
    [InlineData("2026-11-24T00:30:00+08:00", "2026.11.23-1630")]
    [InlineData(null, null)]
    public void Created_IsTheMinuteInUtc(string? created, string? version) =>
        SourceVersions.Of(VersionFrom.Created, "*", "any name", created is null ? null : DateTimeOffset.Parse(created, CultureInfo.InvariantCulture)).ShouldBe(version);

    [Fact]
    public void WhatHasNoVersion_IsSaidWithWhatToDo()
    {
        SourceVersions.None(VersionFrom.Matched, "web-base-*", "m-1", "web-base-").ShouldBe(new(
            "source-version",
            "what the * of web-base-* stands for in web-base- (m-1) is no version; use 1 to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit: it becomes part of the workflow id; ask its owner for another name, or say version: created"));
        SourceVersions.None(VersionFrom.Created, "web-base-*", "m-1", "web-base-7").ShouldBe(new(
            "source-version", "ECS does not say when m-1 (web-base-7) was made, so it has no version; say version: matched, with one '*' in source.namePattern"));
    }

    [Fact]
    public void AVersion_FitsIntoItsPlaceAgain() =>
        Gen.Select(Part, Part, Gen.Char["abz019.:_-*"].Array[0, 12]).Sample((before, after, middle) =>
        {
            var name = before + new string(middle) + after;
            var version = SourceVersions.Of(VersionFrom.Matched, $"{before}*{after}", name, null);
            return version is null ? !SpecForms.Version.Fits(new(middle)) : before + version + after == name && SpecForms.Version.Fits(version);
        });

    [Fact]
    public void TwoNames_HaveTwoVersions() =>
        Gen.Select(Part, Part, Part, Part).Where((_, _, one, other) => one != other).Sample((before, after, one, other) =>
            (Matched(before, after, one), Matched(before, after, other)) is var (first, second) && (first is null || first != second));

    private static string? Matched(string before, string after, string middle) => SourceVersions.Of(VersionFrom.Matched, $"{before}*{after}", before + middle + after, null);

    private static readonly Gen<string> Part = Gen.Char["ab-.7"].Array[0, 5].Select(characters => new string(characters));
}
