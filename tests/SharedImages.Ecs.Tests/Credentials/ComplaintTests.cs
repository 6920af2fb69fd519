using System.Text;

namespace SharedImages.Ecs.Tests;

public sealed class ComplaintTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n \nvault is sealed\nmore\n", "vault is sealed")]
    [InlineData("no\tkey \u001b[31mhere\0", "no key  [31mhere ")]
    [InlineData("cannot log in with password: abc", "cannot log in with ***")]
    [InlineData("{\"access_key_secret\": \"short\"}", "{\"***")]
    [InlineData("AccessKeySecret=short refused", "*** refused")]
    [InlineData("bad LTAI5tExampleExampleExample", "bad ***")]
    [InlineData("bad eyJhbGciOi.ab-c_d+e/f==", "bad ***")]
    public void FirstLine_TellsWhyAndNoSecret(string stderr, string line) => Complaint.FirstLine(Encoding.UTF8.GetBytes(stderr)).ShouldBe(line);

    [Fact]
    public void FirstLine_IsBoundedAndNoSecretIsCutInTwo()
    {
        var line = Complaint.FirstLine(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("word ", 38)) + "LTAI5tExampleExample" + string.Concat(Enumerable.Repeat(" word", 100))));

        line.Length.ShouldBe(201);
        line.ShouldNotContain("LTAI");
    }

    [Fact]
    public void FirstLine_NoUtf8_IsNoTrouble() => Complaint.FirstLine([0xFF, 0xFE, (byte)'x']).ShouldEndWith("x");
}
