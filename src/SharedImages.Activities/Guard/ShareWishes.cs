namespace SharedImages.Activities;

/// <summary>
/// Whom somebody shared an image with, or took it back from, on purpose: what a sharing leaves as a tag of the image, so that a promotion or a refresh
/// does not undo it. <c>+UID</c> and <c>-UID</c> with spaces between; more than a tag holds is <c>*</c>: whatever is shared is meant. Pure.
/// </summary>
internal sealed record ShareWishes
{
    private const int MaxTag = 128;
    private const string Whatever = "*";

    private readonly SortedDictionary<string, bool> wishes = new(StringComparer.Ordinal);

    private ShareWishes(bool all) => AllAreMeant = all;

    /// <summary>Whether nothing about its shares is to be changed.</summary>
    public bool AllAreMeant { get; }

    /// <summary>What the tag says; what cannot be read says nothing.</summary>
    public static ShareWishes Read(string tag)
    {
        var read = new ShareWishes(tag == Whatever);
        foreach (var wish in tag.Split(' ').Where(wish => wish is ['+' or '-', _, ..] && wish[1..].All(char.IsAsciiDigit)))
        {
            read.wishes[wish[1..]] = wish[0] == '+';
        }

        return read;
    }

    /// <summary>Those of the accounts that nobody has taken it back from.</summary>
    public IReadOnlyList<string> Wanted(IReadOnlyList<string> accounts) => AllAreMeant ? [] : [.. accounts.Where(account => wishes.GetValueOrDefault(account, true))];

    /// <summary>
    /// Whom it is to be shared with, when a spec says with whom. With whom somebody shared it, it stays shared; a tag alone, which anybody may have
    /// planted, shares it with nobody.
    /// </summary>
    /// <param name="spec">What the spec says.</param>
    /// <param name="actual">Whom it is shared with.</param>
    public IReadOnlyList<string> Apply(IReadOnlyList<string> spec, IReadOnlyList<string> actual) => AllAreMeant
        ? [.. actual.Order(StringComparer.Ordinal)]
        : [.. Wanted(spec).Union(actual.Where(account => wishes.GetValueOrDefault(account)), StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>After somebody has shared it and taken it back.</summary>
    public ShareWishes With(IReadOnlyList<string> add, IReadOnlyList<string> remove)
    {
        var after = Without([.. add, .. remove]);
        foreach (var account in add)
        {
            after.wishes[account] = true;
        }

        foreach (var account in remove)
        {
            after.wishes[account] = false;
        }

        return after.AllAreMeant || after.ToString().Length > MaxTag ? new(all: true) : after;
    }

    /// <summary>After that was undone.</summary>
    public ShareWishes Without(IReadOnlyList<string> accounts)
    {
        var after = new ShareWishes(AllAreMeant);
        foreach (var (account, wanted) in wishes.Where(wish => !accounts.Contains(wish.Key, StringComparer.Ordinal)))
        {
            after.wishes[account] = wanted;
        }

        return after;
    }

    /// <summary>As the tag has it; empty = no tag.</summary>
    public override string ToString() => AllAreMeant ? Whatever : string.Join(' ', wishes.Select(wish => $"{(wish.Value ? '+' : '-')}{wish.Key}"));
}
