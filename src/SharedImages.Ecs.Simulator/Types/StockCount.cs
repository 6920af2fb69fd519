namespace SharedImages.Ecs.Simulator;

/// <summary>How many instances of a type there can be in a zone, those that are there included.</summary>
internal sealed record StockCount(string Zone, string Type, int Count);
