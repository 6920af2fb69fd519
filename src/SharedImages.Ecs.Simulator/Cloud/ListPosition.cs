namespace SharedImages.Ecs.Simulator;

/// <summary>Where a resource stands in listings: the newest first, those of one moment by id.</summary>
/// <param name="Ticks">When it was made, UTC.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct ListPosition(long Ticks, string Id)
{
    public static ListPosition Of(DateTimeOffset creationTime, string id) => new(creationTime.UtcTicks, id);

    /// <summary>Below zero when the first stands before the second.</summary>
    public static int Compare(in ListPosition first, in ListPosition second)
    {
        var byTime = second.Ticks.CompareTo(first.Ticks);
        return byTime != 0 ? byTime : string.CompareOrdinal(first.Id, second.Id);
    }
}
