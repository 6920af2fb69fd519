using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class SpecPropertyTests
{
    [Fact]
    public void Any_bytes_give_a_spec_or_errors() =>
        Gen.Byte.Array[0, 200].Sample(bytes => HasSpecOrErrors(PromotionSpecReader.ReadJson(bytes)));

    [Fact]
    public void A_damaged_spec_gives_a_spec_or_errors()
    {
        var valid = SpecJson.Valid().Bytes();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 20]).Sample((at, value, removed) =>
        {
            byte[] damaged = [.. valid[..at], value, .. valid[Math.Min(valid.Length, at + removed)..]];
            return HasSpecOrErrors(PromotionSpecReader.ReadJson(damaged));
        });
    }

    [Fact]
    public void Any_tree_gives_a_spec_or_errors_that_stand_in_the_document() =>
        Trees.Sample(tree =>
        {
            var reading = PromotionSpecReader.Read(new(tree, null));
            return HasSpecOrErrors(reading) && reading.Errors.All(error => error.Line > 0 && error.Column > 0);
        });

    [Fact]
    public void Any_name_of_a_field_is_known_or_an_error() =>
        Gen.String[0, 12].Where(name => !SpecJson.Valid().ContainsKey(name)).Sample(name =>
        {
            var root = SpecJson.Valid();
            root[name] = "x";
            return PromotionSpecReader.ReadJson(root.Bytes()).Spec is null;
        });

    private static readonly Gen<string> Words = Gen.OneOf(
        "apiVersion", "kind", "name", "version", "source", "region", "owner", "imageId", "intake", "after", "targets", "kmsKeyId", "encrypted", "image", "tags", "share",
        "accounts", "onFailure", "sharedimages/v1", "Promotion", "cn-hangzhou", "m-1", "keep", "undo", "\u0000", "\ud800", "");

    private static readonly Gen<SpecNode> Trees = Gen.Recursive<SpecNode>((depth, tree) =>
    {
        var scalar = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<SpecScalarKind>(), Words).Select((line, column, kind, text) => (SpecNode)new SpecScalar(line, column, kind, text));
        var list = Gen.Select(Gen.Int[1, 9], tree.List[0, 4]).Select((line, items) => (SpecNode)new SpecList(line, 1, items));
        var map = Gen.Select(Gen.Int[1, 9], Gen.Select(Words, tree).List[0, 8])
            .Select((line, entries) => (SpecNode)new SpecMap(line, 1, [.. entries.Select(entry => new SpecEntry(entry.Item1, line, 1, entry.Item2))]));
        return depth > 4 ? scalar : Gen.Frequency((1, scalar), (1, list), (3, map));
    });

    private static bool HasSpecOrErrors(SpecReading<PromotionSpec> reading) => reading.Spec is null == reading.Errors.Count > 0;
}
