namespace SharedImages.Workflows;

/// <summary>What to do about the copies that a look-up found (design: adopt, or copy, or stop). Pure.</summary>
internal static class CopyRules
{
    private static readonly string[] Usable = ["Available", "Creating", "Waiting"];
    private static readonly string[] Dead = ["CreateFailed", "UnAvailable"];

    /// <summary>Whether an image of this status has failed for good and holds nothing.</summary>
    public static bool IsDead(string status) => Dead.Contains(status, StringComparer.Ordinal);

    /// <summary>
    /// A usable copy is taken (an Available one before one still being made), failed ones are discarded first,
    /// a withdrawn one or a foreign holder of the name stops the region.
    /// </summary>
    public static CopyDecision Decide(CopyLookup lookup, string region, string imageName)
    {
        var usable = Usable
            .SelectMany(status => lookup.Copies.Where(copy => copy.Status == status))
            .FirstOrDefault();
        if (usable is not null)
        {
            return new(usable, [], null);
        }

        if (lookup.Impostor is { } impostor)
        {
            return new(null, [], impostor);
        }

        var others = lookup.Copies.FirstOrDefault(copy => !IsDead(copy.Status));
        if (others is not null)
        {
            return new(null, [], new(
                StepErrorKind.NameTaken,
                $"{region}: {others.ImageId} is this very copy but has been withdrawn (status {others.Status})",
                $"make it Available again or delete {others.ImageId} with its snapshots",
                ImageId: others.ImageId));
        }

        if (lookup.NameHolder is { } holder)
        {
            return new(null, [], new(
                StepErrorKind.NameTaken,
                $"{region}: the name {imageName} is taken by {holder.ImageId}, which is {holder.Whose ?? "not this copy"}",
                $"rename or delete {holder.ImageId}, or give image.name another value under a new version",
                ImageId: holder.ImageId));
        }

        return new(null, lookup.Copies, null);
    }
}
