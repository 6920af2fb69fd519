namespace SharedImages.Workflows;

/// <summary>How far an operation on many instances is. Told now and then, so it may be a little behind.</summary>
/// <param name="Total">Instances that are selected.</param>
/// <param name="Done">Those that are as asked.</param>
/// <param name="Failed">Those that have failed.</param>
/// <param name="Working">Those that are under way.</param>
public sealed record FleetTally(int Total, int Done, int Failed, int Working);
