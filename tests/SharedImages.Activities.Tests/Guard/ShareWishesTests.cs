using CsCheck;

namespace SharedImages.Activities.Tests;

public sealed class ShareWishesTests
{
    /// <summary>What the tag says, what the spec says and what is, and whom it is to be shared with.</summary>
    [Theory]
    [InlineData("", "1 2", "1 2", "1 2")]
    [InlineData("", "1 2", "3", "1 2")]
    [InlineData("-1", "1 2", "2", "2")]
    [InlineData("-1", "1 2", "1 2", "2")]
    [InlineData("+3", "1 2", "1 2 3", "1 2 3")]
    [InlineData("+3 -1", "1 2", "3", "2 3")]
    [InlineData("*", "1 2", "3", "3")]
    [InlineData("*", "1 2", "", "")]
    [InlineData("+1", "1", "", "1")]
    // Nobody is shared with because of a tag.
    [InlineData("+3", "1", "1", "1")]
    // What cannot be read says nothing.
    [InlineData("+ - x +x1 1 ++3 *3", "1", "1 3", "1")]
    public void Apply_TheWishOfSomebodyWinsOverTheSpec(string tag, string spec, string actual, string wanted)
    {
        ShareWishes.Read(tag).Apply(Accounts(spec), Accounts(actual)).ShouldBe(Accounts(wanted));
    }

    [Theory]
    [InlineData("", "1 2", "1 2")]
    [InlineData("-1 +3", "1 2", "2")]
    [InlineData("*", "1 2", "")]
    public void Wanted_LeavesOutWhomItWasTakenBackFrom(string tag, string spec, string wanted) => ShareWishes.Read(tag).Wanted(Accounts(spec)).ShouldBe(Accounts(wanted));

    [Theory]
    [InlineData("", "1", "2", "+1 -2")]
    [InlineData("-1", "1", "", "+1")]
    [InlineData("+1 +2", "", "1", "-1 +2")]
    [InlineData("*", "1", "2", "*")]
    [InlineData("+9", "3", "1", "-1 +3 +9")]
    public void With_TheLastWishCounts(string tag, string add, string remove, string after) => ShareWishes.Read(tag).With(Accounts(add), Accounts(remove)).ToString().ShouldBe(after);

    [Theory]
    [InlineData("+1 -2", "1 2", "")]
    [InlineData("+1 -2", "1", "-2")]
    [InlineData("*", "1", "*")]
    public void Without_IsAsBefore(string tag, string accounts, string after) => ShareWishes.Read(tag).Without(Accounts(accounts)).ToString().ShouldBe(after);

    [Fact]
    public void MoreThanATagHolds_IsWhateverIsShared() => Wishes.Sample(wish =>
    {
        var after = ShareWishes.Read(wish.Tag).With(wish.Add, wish.Remove);
        var text = after.ToString();
        return text.Length <= 128 && ShareWishes.Read(text).ToString() == text && (!after.AllAreMeant || after.Apply(wish.Add, wish.Remove).SequenceEqual(wish.Remove.Order(StringComparer.Ordinal)));
    });

    [Fact]
    public void WhatASharingDid_IsNoDriftAfterwards() => Wishes.Sample(wish =>
    {
        var actual = wish.Spec.Union(wish.Add, StringComparer.Ordinal).Except(wish.Remove, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return ShareWishes.Read("").With(wish.Add, wish.Remove).Apply(wish.Spec, actual).SequenceEqual(actual);
    });

    [Fact]
    public void NobodyGetsAnImage_WhomNeitherTheSpecNamesNorECSShows() => Wishes.Sample(wish =>
        !ShareWishes.Read(wish.Tag).Apply(wish.Spec, wish.Add).Except([.. wish.Spec, .. wish.Add], StringComparer.Ordinal).Any());

    private static readonly Gen<string> Uid = Gen.Int[1, 40].Select(number => $"{1000000000000000 + number}");

    private static readonly Gen<(string Tag, IReadOnlyList<string> Spec, IReadOnlyList<string> Add, IReadOnlyList<string> Remove)> Wishes =
        Gen.Select(Gen.Select(Gen.Char["+-* "], Uid).Array[0, 6], Uid.HashSet[0, 5], Uid.HashSet[0, 9], Uid.HashSet[0, 9]).Select((tag, spec, add, remove) =>
            (string.Join(' ', tag.Select(wish => $"{wish.Item1}{wish.Item2}")), (IReadOnlyList<string>)[.. spec], (IReadOnlyList<string>)[.. add], (IReadOnlyList<string>)[.. remove.Except(add)]));

    private static string[] Accounts(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
