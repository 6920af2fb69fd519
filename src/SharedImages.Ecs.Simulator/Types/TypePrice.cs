namespace SharedImages.Ecs.Simulator;

/// <summary>What an instance of a type costs per hour since somebody has set it.</summary>
internal sealed record TypePrice(string Type, decimal Price);
