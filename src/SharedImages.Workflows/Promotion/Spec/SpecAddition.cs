namespace SharedImages.Workflows;

/// <summary>Whether a spec asks for the same version in more places: that is no other content, so it needs no other version.</summary>
public static class SpecAddition
{
    /// <summary>True when <paramref name="now"/> differs from <paramref name="before"/>, and only by targets or share accounts that it adds.</summary>
    /// <param name="now">What is asked for.</param>
    /// <param name="before">What a run was asked for.</param>
    public static bool OnlyAdds(PromotionSpec now, PromotionSpec before)
    {
        var known = now with
        {
            Targets = [.. now.Targets.Where(target => before.Targets.Any(other => other.Region == target.Region))],
            Share = new([.. now.Share.Accounts.Intersect(before.Share.Accounts, StringComparer.Ordinal)]),
            Test = now.Test is null ? null : now.Test with { On = now.Test.On.Within([.. before.Targets.Select(target => target.Region)]) },
        };
        return SpecDigest.Of(known) == SpecDigest.Of(before) && SpecDigest.Of(now) != SpecDigest.Of(before);
    }
}
