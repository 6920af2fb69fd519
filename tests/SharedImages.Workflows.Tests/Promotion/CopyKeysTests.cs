using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class CopyKeysTests
{
    private static readonly Gen<string[]> Parts = Gen.String.Array[5];

    [Fact]
    public void ClientToken_AnyInput_FitsEcsAndIsAscii() => Gen.Select(Parts, Gen.Int).Sample((parts, generation) =>
    {
        var token = CopyKeys.ClientToken(parts[0], parts[1], parts[2], parts[3], generation);
        token.Length.ShouldBe(43);
        token.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c == '_');
    });

    [Fact]
    public void ClientToken_AnyOtherPart_AnotherToken() => Gen.Select(Parts, Gen.Int[0, 100]).Sample((parts, generation) =>
    {
        var token = CopyKeys.ClientToken(parts[0], parts[1], parts[2], parts[3], generation);
        CopyKeys.ClientToken(parts[0] + "x", parts[1], parts[2], parts[3], generation).ShouldNotBe(token);
        CopyKeys.ClientToken(parts[0], parts[1] + "x", parts[2], parts[3], generation).ShouldNotBe(token);
        CopyKeys.ClientToken(parts[0], parts[1], parts[2], parts[3], generation + 1).ShouldNotBe(token);
    });

    [Fact]
    public void ClientToken_PartsShifted_AnotherToken() =>
        CopyKeys.ClientToken("ab", "c", "copy", "r", 0).ShouldNotBe(CopyKeys.ClientToken("a", "bc", "copy", "r", 0));

    [Fact]
    public void CopyKey_PlainServiceKeyAndCustomerKey_Differ()
    {
        var keys = new[]
        {
            CopyKeys.CopyKey("p", "1", "m-1", "r", false, null),
            CopyKeys.CopyKey("p", "1", "m-1", "r", true, null),
            CopyKeys.CopyKey("p", "1", "m-1", "r", true, "k"),
        };
        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }
}
