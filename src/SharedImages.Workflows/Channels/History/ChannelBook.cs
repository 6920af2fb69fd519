namespace SharedImages.Workflows;

/// <summary>What a history knows; it goes from one run of it to the next. Pure.</summary>
/// <param name="Channels">Where the channels are.</param>
/// <param name="Moves">How they got there; the newest last.</param>
public sealed record ChannelBook(IReadOnlyDictionary<string, ChannelState> Channels, IReadOnlyList<ChannelMove> Moves)
{
    /// <summary>Older moves of a channel are forgotten.</summary>
    public const int MaxMoves = 50;

    /// <summary>Nothing is known.</summary>
    public static ChannelBook Empty { get; } = new(new SortedDictionary<string, ChannelState>(StringComparer.Ordinal), []);

    /// <summary>With one move more. One that is known already, by its run, is not noted twice.</summary>
    public ChannelBook With(ChannelRecord record)
    {
        var move = record.Move;
        if (Moves.Any(known => known.Run == move.Run && known.Channel == move.Channel))
        {
            return this;
        }

        var there = Channels.GetValueOrDefault(move.Channel);
        var state = there?.Version == move.Version
            ? there with { Regions = record.Regions }
            : new(move.Version, move.At, record.Regions, move.By, move.Reason, there?.Version ?? Only(move));
        var others = Moves.Where(known => known.Channel != move.Channel);
        var own = Moves.Where(known => known.Channel == move.Channel).Append(move).TakeLast(MaxMoves);
        return new(
            new SortedDictionary<string, ChannelState>(Channels.ToDictionary(), StringComparer.Ordinal) { [move.Channel] = state },
            [.. others.Concat(own).OrderBy(known => known.At)]);
    }

    // A history that was lost does not know what was before, but ECS has told.
    private static string? Only(ChannelMove move) => move.From is [var only] && only != move.Version ? only : null;
}
