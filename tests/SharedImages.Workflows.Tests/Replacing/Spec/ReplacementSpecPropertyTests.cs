using CsCheck;

namespace SharedImages.Workflows.Tests;

public sealed class ReplacementSpecPropertyTests
{
    [Fact]
    public void Any_bytes_give_a_spec_or_errors() =>
        Gen.Byte.Array[0, 200].Sample(bytes => HasSpecOrErrors(ReplacementSpecReader.ReadJson(bytes)));

    [Fact]
    public void A_damaged_spec_gives_a_spec_or_errors()
    {
        var valid = ReplacementSpecJson.Valid().Bytes();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 20]).Sample((at, value, removed) =>
        {
            byte[] damaged = [.. valid[..at], value, .. valid[Math.Min(valid.Length, at + removed)..]];
            return HasSpecOrErrors(ReplacementSpecReader.ReadJson(damaged));
        });
    }

    [Fact]
    public void Any_tree_gives_a_spec_or_errors_that_stand_in_the_document() =>
        Trees.Sample(tree =>
        {
            var reading = ReplacementSpecReader.Read(new(tree, null));
            return HasSpecOrErrors(reading) && reading.Errors.All(error => error.Line > 0 && error.Column > 0);
        });

    [Fact]
    public void What_is_read_can_be_carried_out() =>
        Gen.Select(Gen.OneOf("10%", "100%", "1%", "1", "7", "2000"), Gen.Int[1, 2000]).Sample((unavailable, instances) =>
        {
            var root = ReplacementSpecJson.Valid();
            root["pace"]!["maxUnavailable"] = unavailable;
            var places = ReplacementSpecReader.ReadJson(root.Bytes()).Spec!.Pace.Places(instances);
            return places >= 1 && (!unavailable.EndsWith('%') || places <= instances);
        });

    private static readonly Gen<string> Words = Gen.OneOf(
        "apiVersion", "kind", "name", "version", "image", "promotion", "owner", "imageId", "instances", "region", "ids", "tags", "running", "atMost", "kmsKeyId", "encrypted",
        "pace", "maxUnavailable", "canary", "soak", "stopAfter", "keepOldDisk", "onFailure", "sharedimages/v1", "Replacement", "cn-hangzhou", "i-1", "m-1", "10%", "7d", "none",
        "decision", "formerDisk", "\u0000", "\ud800", "");

    private static readonly Gen<SpecNode> Trees = Gen.Recursive<SpecNode>((depth, tree) =>
    {
        var scalar = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<SpecScalarKind>(), Words).Select((line, column, kind, text) => (SpecNode)new SpecScalar(line, column, kind, text));
        var list = Gen.Select(Gen.Int[1, 9], tree.List[0, 4]).Select((line, items) => (SpecNode)new SpecList(line, 1, items));
        var map = Gen.Select(Gen.Int[1, 9], Gen.Select(Words, tree).List[0, 8])
            .Select((line, entries) => (SpecNode)new SpecMap(line, 1, [.. entries.Select(entry => new SpecEntry(entry.Item1, line, 1, entry.Item2))]));
        return depth > 4 ? scalar : Gen.Frequency((1, scalar), (1, list), (3, map));
    });

    private static bool HasSpecOrErrors(SpecReading<ReplacementSpec> reading) => reading.Spec is null == reading.Errors.Count > 0;
}
