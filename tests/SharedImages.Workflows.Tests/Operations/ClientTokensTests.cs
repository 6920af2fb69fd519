using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class ClientTokensTests
{
    private static readonly Gen<string[]> Parts = Gen.String.Array[5];

    [Fact]
    public void Of_AnyInput_FitsEcsAndIsAscii() => Gen.Select(Parts, Gen.Int).Sample((parts, generation) =>
    {
        var token = ClientTokens.Of(parts[0], parts[1], parts[2], parts[3], generation);
        token.Length.ShouldBe(43);
        token.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_');
    });

    [Fact]
    public void Of_AnyOtherPart_AnotherToken() => Gen.Select(Parts, Gen.Int[0, 100]).Sample((parts, generation) =>
    {
        var token = ClientTokens.Of(parts[0], parts[1], parts[2], parts[3], generation);
        ClientTokens.Of(parts[0] + "x", parts[1], parts[2], parts[3], generation).ShouldNotBe(token);
        ClientTokens.Of(parts[0], parts[1] + "x", parts[2], parts[3], generation).ShouldNotBe(token);
        ClientTokens.Of(parts[0], parts[1], parts[2], parts[3], generation + 1).ShouldNotBe(token);
    });

    [Fact]
    public void Of_PartsShifted_AnotherToken() =>
        ClientTokens.Of("ab", "c", "copy", "r", 0).ShouldNotBe(ClientTokens.Of("a", "bc", "copy", "r", 0));
}
