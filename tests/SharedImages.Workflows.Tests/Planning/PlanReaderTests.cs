using System.Text;
using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class PlanReaderTests
{
    private const string Good = """{"apiVersion":"sharedimages/v1","kind":"OperationPlan","operation":"Promotion","name":"web","version":"1","specDigest":"d","items":[{"item":"cn-shanghai","route":"copy"}]}""";

    [Fact]
    public void APlan_IsRead()
    {
        var (plan, problem) = PlanReader.Read(Encoding.UTF8.GetBytes(Good));

        problem.ShouldBeNull();
        plan!.Items.ShouldHaveSingleItem().Route.ShouldBe(PlanRoute.Copy);
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("[]", "it is no JSON object, not a plan")]
    [InlineData("7", "it is no JSON object, not a plan")]
    [InlineData("{}", "it is of no kind, not a plan")]
    [InlineData("""{"kind":7}""", "it is of no kind, not a plan")]
    [InlineData("""{"kind":"OperationResult"}""", "it is of kind OperationResult, not a plan")]
    [InlineData("""{"kind":"OperationPlan"}""", "cannot be read")]
    [InlineData("""{"kind":"OperationPlan","apiVersion":"sharedimages/v2","operation":"a","name":"b","version":"c","specDigest":"d"}""", "its apiVersion is sharedimages/v2, not sharedimages/v1")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","version":"c","specDigest":"d","permit":true}""", "cannot be read")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","name":"b","version":"c","specDigest":"d"}""", "cannot be read")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":null,"version":"c","specDigest":"d"}""", "cannot be read")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","version":"c","specDigest":"d","items":[{"item":"i","route":"steal"}]}""", "cannot be read")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","version":"c","specDigest":"d","items":[{"item":"i","route":2}]}""", "cannot be read")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","version":"c","specDigest":"d","items":[null]}""", "it has an item that is null")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","version":"c","specDigest":"d","items":[{"item":"i","route":"copy"},{"item":"i","route":"adopt"}]}""", "it has i twice")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b","version":"c","specDigest":"d","items":[{"item":"i","route":"share","accounts":[null]}]}""", "it has an item that is null")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"b\u001b[31m","version":"c","specDigest":"d"}""", "is too long, or no line of characters")]
    [InlineData("""{"kind":"OperationPlan","operation":"a","name":"\ud800","version":"c","specDigest":"d"}""", "cannot be read")]
    public void WhatIsNoPlan_IsRefusedInWords(string json, string problem)
    {
        var (plan, found) = PlanReader.Read(Encoding.UTF8.GetBytes(json));

        plan.ShouldBeNull();
        found.ShouldNotBeNull().ShouldContain(problem);
        found.ShouldEndWith("; make it with: sharedimages plan FILE --out");
        found.ShouldNotContain('\u001b');
    }

    [Fact]
    public void WhatIsTooMuch_IsRefused()
    {
        Problem(new string(' ', PlanReader.MaxBytes + 1)).ShouldContain("more than 1048576 bytes");
        Problem(Good.Replace("cn-shanghai", new('a', 257), StringComparison.Ordinal)).ShouldContain("is too long");
        Problem(Good.Replace("""[{"item":"cn-shanghai","route":"copy"}]""", $"[{string.Join(',', Enumerable.Range(0, 2_501).Select(i => $$"""{"item":"i-{{i}}","route":"copy"}"""))}]", StringComparison.Ordinal)).ShouldContain("more than 2500");
        Problem(string.Concat(Enumerable.Repeat("""{"kind":""", 100_000))).ShouldContain("cannot be read");
    }

    [Fact]
    public void WhateverIsMadeOfAPlan_DoesNotThrow() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[at] = value;

        var (plan, problem) = PlanReader.Read(cut ? bytes.AsSpan(0, at) : bytes);

        (plan is null).ShouldBe(problem is not null);
    });

    private static string Problem(string json) => PlanReader.Read(Encoding.UTF8.GetBytes(json)).Problem.ShouldNotBeNull();
}
